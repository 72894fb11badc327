package org.backupmanager.cli.internal.grammar;

import java.io.IOException;
import java.lang.System.Logger.Level;

import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** Turns how a command went into its exit code and, where it failed, a sentence on the error output. */
public final class Outcome {

    private Outcome() {
    }

    /** Something that ends in an exit code. */
    @FunctionalInterface
    public interface Action {
        int run() throws BackupException, UsageException, IOException, InterruptedException;
    }

    /** Does it. */
    public static int of(Output output, Action action) {
        try {
            return action.run();
        } catch (UsageException misunderstood) {
            return told(output, misunderstood.getMessage(), UsageException.EXIT_CODE);
        } catch (BackupException failed) {
            return told(output, failed.getMessage(), failed.code().exitCode());
        } catch (IOException failed) {
            // a command whose own files fail says so itself; this is what it did not expect
            return bug(output, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Code.CANCELLED.exitCode();
        } catch (RuntimeException bug) {
            return bug(output, bug);
        } finally {
            output.flush();
        }
    }

    private static int told(Output output, String message, int exitCode) {
        output.error(message);
        return exitCode;
    }

    private static int bug(Output output, Exception bug) {
        System.getLogger(Outcome.class.getName()).log(Level.ERROR, "a command failed", bug);
        String cause = bug.getMessage() == null ? bug.getClass().getSimpleName() : bug.getMessage();
        return told(output, Code.INTERNAL.text(cause), Code.INTERNAL.exitCode());
    }
}
