/**
 * The first page on a machine without a device: creates one or opens an existing one. Start with
 * {@link org.backupmanager.ui.internal.start.StartPage}.
 */
package org.backupmanager.ui.internal.start;
