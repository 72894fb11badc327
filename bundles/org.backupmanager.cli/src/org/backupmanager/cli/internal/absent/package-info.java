/**
 * What scripts of our users know and this version does not have: data sources, settings. Lists are empty, changes say
 * what is missing. Start with {@link org.backupmanager.cli.internal.absent.AbsentCommand}.
 */
package org.backupmanager.cli.internal.absent;
