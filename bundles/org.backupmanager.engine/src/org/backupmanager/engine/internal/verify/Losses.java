package org.backupmanager.engine.internal.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.verify.TreeCheck.LossListener;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;

/** Items that cannot be restored, and from which sessions; the same item is told once for all of them. */
public final class Losses implements LossListener {

    /** Beyond so many, items are only counted: the report of a storage that lost everything is of use to nobody. */
    private static final int MOST = 20_000;

    private final Map<Item, List<Range>> items = new LinkedHashMap<>();
    private long uncounted;

    private record Item(ItemPath path, String cause) {
    }

    /** From that session to that one. */
    private record Range(SessionId first, SessionId last) {
    }

    @Override
    public void lost(SessionReport session, ItemPath path, SliceId slice, String cause) {
        add(path, session.id(), cause);
    }

    @Override
    public void unreadable(SessionReport session, ItemPath path, String cause) {
        add(path, session.id(), cause);
    }

    private void add(ItemPath path, SessionId session, String cause) {
        var item = new Item(path, cause);
        if (items.size() >= MOST && !items.containsKey(item)) {
            uncounted++;
            return;
        }
        List<Range> ranges = items.computeIfAbsent(item, _ -> new ArrayList<>());
        if (!ranges.isEmpty() && ranges.getLast().last.equals(session)) {
            return;
        }
        boolean goesOn = !ranges.isEmpty() && ranges.getLast().last.number() + 1 == session.number();
        SessionId first = goesOn ? ranges.removeLast().first : session;
        ranges.add(new Range(first, session));
    }

    /** Tells all of them as troubles. */
    public void tell(TroubleLog troubles) {
        items.forEach((item, ranges) -> troubles.add(item.path, Code.ITEM_LOST, Severity.ERROR, words(ranges),
                item.cause));
        if (uncounted > 0) {
            troubles.add(ItemPath.ROOT, Code.ITEM_LOST, Severity.ERROR, Messages.text("verify.others"),
                    Messages.text("verify.uncounted", uncounted));
        }
    }

    private static String words(List<Range> ranges) {
        List<String> words = ranges.stream().map(range -> range.first.equals(range.last) ? range.first.toString()
                : Messages.text("verify.range", range.first.toString(), range.last.toString())).toList();
        boolean one = ranges.size() == 1 && ranges.getFirst().first.equals(ranges.getFirst().last);
        return Messages.text(one ? "verify.session" : "verify.sessions", String.join(", ", words));
    }
}
