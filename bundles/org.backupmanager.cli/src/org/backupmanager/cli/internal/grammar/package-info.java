/**
 * What a command line looks like: commands, their options, and how words that a person typed become a call. Start with
 * {@link org.backupmanager.cli.internal.grammar.Command}.
 */
package org.backupmanager.cli.internal.grammar;
