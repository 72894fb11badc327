/**
 * How processes meet: a server that answers commands where a device is open, the client that asks it, and the
 * background process. Start with
 * {@link org.backupmanager.cli.internal.process.CommandServer}.
 */
package org.backupmanager.cli.internal.process;
