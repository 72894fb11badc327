/**
 * What people and scripts read: texts, figures, times, tables, the progress line. Start with {@link
 * org.backupmanager.cli.internal.text.Output}.
 */
package org.backupmanager.cli.internal.text;
