package org.backupmanager.engine.internal.restore;

import java.io.OutputStream;

import org.backupmanager.model.SessionReport;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.recovery.RecoveryPlan;

/**
 * One export to run.
 *
 * @param begun its report, as it began
 * @param from the committed session to take items from
 * @param plan which items
 * @param format of the archive
 * @param out where the archive goes; stays open
 * @param place of the archive, for a person
 */
public record ExportTask(SessionReport begun, SessionReport from, RecoveryPlan plan, ArchiveFormat format,
        OutputStream out, String place) {
}
