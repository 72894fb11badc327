/**
 * The Storage page: what keeps backups sound. Starts in {@code StoragePage}; what the answer at its top says is decided
 * in {@code Verdict}.
 */
package org.backupmanager.ui.internal.health;
