/** What every session keeps while it runs: progress, troubles, and lists that wait on disk. */
package org.backupmanager.engine.internal.run;
