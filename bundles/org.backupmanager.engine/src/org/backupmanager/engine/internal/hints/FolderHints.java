package org.backupmanager.engine.internal.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.backupmanager.engine.internal.hints.ScanMemory.Below;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.source.SourceView;

/**
 * Spares a scan the folders in which, as far as its source has noted, nothing happened since the session before: they
 * are taken over with all that is in them. In a full scan all folders are gone into, and those that would have been
 * spared are compared. Asked by many threads, told by the scan's.
 */
public final class FolderHints {

    /** Folders with less in them are gone into: to remember them costs more than to look. */
    private static final int WORTH = 64;
    /** Suspicious folders that are looked at; more of them say no more. */
    private static final int MOST = 1000;

    private final SourceView view;
    private final Selection selection;
    private final Optional<ScanMemory> earlier;
    private final boolean full;
    private final Predicate<ItemPath> untouched;
    private final TreeMap<ItemPath, Below> folders = new TreeMap<>();
    private final List<ItemPath> suspicious = new ArrayList<>();

    /**
     * @param earlier what the session remembers that the scan is compared with
     * @param full whether all folders are gone into
     */
    FolderHints(SourceView view, Selection selection, Optional<ScanMemory> earlier, boolean full) {
        this.view = view;
        this.selection = selection;
        this.earlier = earlier;
        this.full = full;
        this.untouched = earlier.isEmpty() || full ? folder -> false
                : view.untouchedSince(earlier.get().moment());
        if (!full) {
            earlier.ifPresent(memory -> folders.putAll(memory.folders()));
        }
    }

    /** Whether a folder is taken over without going into it. */
    public boolean isClosed(ItemPath folder) {
        return earlier.isPresent() && earlier.get().folders().containsKey(folder) && untouched.test(folder)
                && !isAboveChosen(folder);
    }

    /** What was chosen by name has to be met, so that it is noticed when it is gone. */
    private boolean isAboveChosen(ItemPath folder) {
        return selection.includes().keySet().stream()
                .anyMatch(chosen -> chosen.length() > folder.length() && chosen.startsWith(folder));
    }

    /** Items below a closed folder. */
    public long items(ItemPath closed) {
        return earlier.get().folders().get(closed).items();
    }

    /** Bytes of content below a closed folder. */
    public long bytes(ItemPath closed) {
        return earlier.get().folders().get(closed).bytes();
    }

    /**
     * The scan has left a folder.
     *
     * @param spares whether it may be spared next time, if nothing happens in it
     * @param changed whether anything in it differs from the session before
     */
    public void left(ItemPath folder, long items, long bytes, boolean spares, boolean changed) {
        folders.remove(folder);
        if (spares && items >= WORTH) {
            folders.put(folder, new Below(items, bytes));
        }
        if (full && changed && suspicious.size() < MOST && earlier.isPresent()
                && earlier.get().folders().containsKey(folder)) {
            suspicious.add(folder);
        }
    }

    /** Folders in which a full scan has found a change that nobody had noted; the innermost ones. */
    List<ItemPath> wrong() {
        if (suspicious.isEmpty()) {
            return List.of();
        }
        Predicate<ItemPath> untouchedUpToNow = view.untouchedSince(earlier.get().moment());
        List<ItemPath> wrong = suspicious.stream().filter(untouchedUpToNow).sorted().toList();
        List<ItemPath> innermost = new ArrayList<>();
        for (int i = 0; i < wrong.size(); i++) {
            if (i + 1 == wrong.size() || !wrong.get(i + 1).startsWith(wrong.get(i))) {
                innermost.add(wrong.get(i));
            }
        }
        return innermost;
    }

    /** What the committed session remembers: all but the folders around what was in trouble, which is tried again. */
    Optional<ScanMemory> memory(SessionId session, List<ItemPath> troubled) {
        OptionalLong moment = view.moment();
        if (moment.isEmpty()) {
            return Optional.empty();
        }
        for (ItemPath path : troubled) {
            ItemPath folder = path;
            while (!folder.isRoot()) {
                folders.remove(folder);
                folder = folder.parent();
            }
            folders.remove(ItemPath.ROOT);
        }
        return Optional.of(new ScanMemory(session, moment.getAsLong(), selection, folders));
    }
}
