/**
 * What is written from the table of commands: explanations, completion for shells, the man page. Start with {@link
 * org.backupmanager.cli.internal.manual.Explanation}.
 */
package org.backupmanager.cli.internal.manual;
