/**
 * The Overview page: whether all is well, each data source, each session and its report. Start with
 * {@link org.backupmanager.ui.internal.overview.OverviewPage}.
 */
package org.backupmanager.ui.internal.overview;
