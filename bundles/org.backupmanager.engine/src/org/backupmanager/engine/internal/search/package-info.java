/**
 * What lay where in which session: a search through all sessions without reading them. Starts in {@code History}.
 */
package org.backupmanager.engine.internal.search;
