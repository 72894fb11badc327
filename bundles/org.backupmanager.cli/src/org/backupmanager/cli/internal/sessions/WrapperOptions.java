package org.backupmanager.cli.internal.sessions;

import java.util.List;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;

/**
 * Options that wrapper scripts of our users pass to a restore and no documentation explains. Those whose names can mean
 * one thing only are obeyed: three of them ask for what every restore does. The last is refused, since to guess what a
 * restore is to leave out would be worse than not to begin.
 */
final class WrapperOptions {

    private static final Option NEWER = Option.flag("-overwrite-newer").secret();
    private static final Option ACL = Option.flag("-restore-acl").secret();
    private static final Option DELETED = Option.flag("-restore-deleted").secret();
    private static final Option LOCAL_TIME = Option.flag("-use-local-time").secret();
    private static final Option FOLDERS = Option.flag("-skip-folders").secret();

    private WrapperOptions() {
    }

    static List<Option> all() {
        return List.of(NEWER, ACL, DELETED, LOCAL_TIME, FOLDERS);
    }

    /** What happens to files that are there, where these options have their say, too. */
    static ExistingFiles obeyed(Arguments arguments, ExistingFiles chosen) throws UsageException {
        if (arguments.has(FOLDERS.name())) {
            throw new UsageException("restore.skipFolders", FOLDERS.name());
        }
        if (!arguments.has(NEWER.name())) {
            return chosen;
        }
        if (chosen == ExistingFiles.SKIP) {
            throw new UsageException("restore.newer", NEWER.name());
        }
        return ExistingFiles.OVERWRITE;
    }
}
