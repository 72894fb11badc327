package org.backupmanager.cli.internal.sessions;

import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;

/** What a command that waited for a session exits with. */
public final class ExitCodes {

    /** The session failed, and its errors do not say with which {@link Code}. */
    public static final int FAILED = 14;
    /** The process that ran the session ended before it. */
    public static final int INTERRUPTED = 15;
    /** The session did not run: NotStarted, Skipped, OverQuota, NoSelection. */
    public static final int DID_NOT_RUN = 16;

    /** No process holds the device, where a command asked for one. */
    public static final int NO_SERVICE = 17;

    private ExitCodes() {
    }

    /**
     * The exit code for a session that has ended.
     *
     * @param troubles of the session; the last error that ends sessions says why it failed
     */
    public static int of(SessionReport report, List<Trouble> troubles) {
        return switch (report.state()) {
            case COMPLETED -> 0;
            case COMPLETED_WITH_ERRORS -> report.type().isUpkeep() ? Code.OBJECT_DAMAGED.exitCode()
                    : Code.SESSION_ENDED_BADLY.exitCode();
            case ABORTED -> Code.CANCELLED.exitCode();
            case INTERRUPTED -> INTERRUPTED;
            case FAILED -> cause(troubles);
            default -> report.state() == State.IN_PROCESS ? FAILED : DID_NOT_RUN;
        };
    }

    private static int cause(List<Trouble> troubles) {
        int code = FAILED;
        for (Trouble trouble : troubles) {
            if (trouble.severity() == Severity.ERROR && trouble.code().exitCode() > 1) {
                code = trouble.code().exitCode();
            }
        }
        return code;
    }
}
