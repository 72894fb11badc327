package org.backupmanager.engine.internal.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.CabinetLayout;
import org.backupmanager.session.BackupException;

/**
 * Counts what went to the storage for the session it was sent for: a cabinet that holds slices of several is shared
 * out by the lengths of these. The sum is exact. Safe for use by many threads.
 */
final class SentShares {

    /** Whose the slices are that are on their way. */
    private final Map<SliceId, QueueShare> owners = new ConcurrentHashMap<>();
    private volatile Optional<QueueShare> assembling = Optional.empty();

    /** A slice of that session goes to the storage. */
    void fresh(QueueShare share, SliceId slice) {
        owners.put(slice, share);
    }

    /** From now on directory records are those of this session. */
    void assembles(QueueShare share) {
        assembling = Optional.of(share);
    }

    /** A cabinet is stored; what is left by rounding is the oldest session's. */
    void stored(CabinetDirectory cabinet, List<QueueShare> sessions) throws BackupException {
        Optional<QueueShare> oldest = sessions.stream().findFirst();
        if (cabinet.kind() == Kind.DIRECTORY) {
            assembling.or(() -> oldest).ifPresent(share -> share.progress().sent(cabinet.size()));
            return;
        }
        long left = cabinet.size();
        for (var part : parts(cabinet)) {
            part.getKey().progress().sent(part.getValue());
            left -= part.getValue();
        }
        long rest = left;
        oldest.ifPresent(share -> share.progress().sent(rest));
    }

    private List<Map.Entry<QueueShare, Long>> parts(CabinetDirectory cabinet) throws BackupException {
        CabinetLayout layout = CabinetLayout.of(cabinet);
        Map<QueueShare, Long> lengths = new HashMap<>();
        long all = 0;
        for (int i = 0; i < cabinet.count(); i++) {
            int length = layout.length(i);
            all += length;
            Optional.ofNullable(owners.remove(cabinet.slice(i)))
                    .ifPresent(share -> lengths.merge(share, (long) length, Long::sum));
        }
        double stored = (double) cabinet.size() / Math.max(1, all);
        return lengths.entrySet().stream().map(entry -> Map.entry(entry.getKey(), (long) (entry.getValue() * stored)))
                .toList();
    }
}
