package org.backupmanager.register.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** Says what a failure means to the user of a register. */
final class Failures {

    /** Derby could not write a page, its log or a new file: no room, or no rights. */
    private static final Set<String> NOT_WRITTEN = Set.of("XSDG1", "XSLA4", "XSLAE", "XSLAJ", "XSDF1", "XSDFI",
            "XBM0H", "25502");
    private static final Set<String> IN_USE = Set.of("XSDB6", "XSDB7");

    private Failures() {
    }

    /** {@code HOME_FAILED} where something could not be written, {@code DEVICE_IN_USE} or {@code REGISTER_DAMAGED}. */
    static BackupException of(Path folder, Exception failure) {
        return switch (failure) {
            case BackupException known -> known;
            case SQLException sql when has(sql, NOT_WRITTEN) -> because(Code.HOME_FAILED, folder, sql);
            case SQLException sql when has(sql, IN_USE) -> because(Code.DEVICE_IN_USE, folder, sql);
            case IOException io -> because(Code.HOME_FAILED, folder, io);
            default -> because(Code.REGISTER_DAMAGED, folder, failure);
        };
    }

    private static BackupException because(Code code, Path folder, Exception failure) {
        return new BackupException(code, folder, innermost(failure)).because(failure);
    }

    static BackupException damaged(Path folder, String cause) {
        return new BackupException(Code.REGISTER_DAMAGED, folder, cause);
    }

    private static boolean has(SQLException failure, Set<String> states) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && states.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Derby wraps what happened in sentences that say less and less. Without the full stop: it stands within a
     * sentence of ours.
     */
    private static String innermost(Throwable failure) {
        Throwable t = failure;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage().replaceFirst("\\.+$", "");
    }
}
