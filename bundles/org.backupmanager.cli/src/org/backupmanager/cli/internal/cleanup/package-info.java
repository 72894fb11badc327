/** Commands that remove sessions, bring them back, and free their room. */
package org.backupmanager.cli.internal.cleanup;
