/**
 * The Restore page, read from left to right: when, what, where. Start with
 * {@link org.backupmanager.ui.internal.restore.RestorePage}.
 */
package org.backupmanager.ui.internal.restore;
