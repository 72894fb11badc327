/** Commands for sessions: start, watch, list, abort. */
package org.backupmanager.cli.internal.sessions;
