/** Limits of speed: {@code Throttle} says what holds now, {@code LimitedTransport} keeps a storage to it. */
package org.backupmanager.engine.internal.limits;
