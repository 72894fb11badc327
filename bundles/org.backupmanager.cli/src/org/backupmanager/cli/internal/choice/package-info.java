/** Commands for what is chosen on this machine: selections, exclusion masks, settings. */
package org.backupmanager.cli.internal.choice;
