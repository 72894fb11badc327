/**
 * The command line. Start with {@link org.backupmanager.cli.internal.CommandLine} and {@link
 * org.backupmanager.cli.internal.CommandTable}.
 */
package org.backupmanager.cli.internal;
