/**
 * A device over a socket: each end has a {@link org.backupmanager.remote.internal.Peer}, which turns calls of the
 * contract's interfaces into JSON-RPC and back by reflection, so that a new method of the contract needs nothing here.
 * Values (records, enums, sealed interfaces of records) cross as JSON; interfaces cross as numbers and are called from
 * afar. Start with {@link org.backupmanager.remote.internal.SocketDeviceLinks}.
 */
package org.backupmanager.remote.internal;
