/** Commands about restores besides starting them. */
package org.backupmanager.cli.internal.recovery;
