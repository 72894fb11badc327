package org.backupmanager.engine.internal.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.run.TroubleLog;
import org.backupmanager.engine.internal.verify.TreeCheck.Cause;
import org.backupmanager.engine.internal.verify.TreeCheck.LossListener;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.session.BackupException;

/** Items that cannot be restored, and from which sessions; the same item is told once for all of them. */
public final class Losses implements LossListener {

    /** Beyond so many, items are only counted: the report of a storage that lost everything is of use to nobody. */
    private static final int MOST = 20_000;

    private final Map<Item, List<Stretch>> items = new LinkedHashMap<>();
    private long uncounted;

    private record Item(String source, ItemPath path, Cause cause) {
    }

    @Override
    public void lost(SessionReport session, ItemPath path, SliceId slice, Cause cause) {
        add(session, path, cause);
    }

    @Override
    public void unreadable(SessionReport session, ItemPath path, String cause) {
        add(session, path, new Cause(Optional.empty(), cause));
    }

    private void add(SessionReport report, ItemPath path, Cause cause) {
        var item = new Item(report.source(), path, cause);
        SessionId session = report.id();
        if (items.size() >= MOST && !items.containsKey(item)) {
            uncounted++;
            return;
        }
        List<Stretch> stretches = items.computeIfAbsent(item, _ -> new ArrayList<>());
        if (!stretches.isEmpty() && stretches.getLast().last().equals(session)) {
            return;
        }
        boolean goesOn = !stretches.isEmpty() && stretches.getLast().last().number() + 1 == session.number();
        SessionId first = goesOn ? stretches.removeLast().first() : session;
        stretches.add(new Stretch(first, session));
    }

    /** Tells all of them as troubles. */
    public void tell(TroubleLog troubles) {
        items.forEach((item, stretches) -> troubles.add(item.path, Code.ITEM_LOST, Severity.ERROR, words(stretches),
                item.cause.words()));
        if (uncounted > 0) {
            troubles.add(ItemPath.ROOT, Code.ITEM_LOST, Severity.ERROR, Messages.text("verify.others"),
                    Messages.text("verify.uncounted", uncounted));
        }
    }

    /** From now on the home knows that these are lost, and nothing else. */
    public void remember(Home home) throws BackupException {
        Map<Optional<CabinetId>, Map<Item, Loss>> known = new LinkedHashMap<>();
        // an item that lacks several slices of a cabinet is one loss there
        items.forEach((item, stretches) -> known.computeIfAbsent(item.cause.cabinet(), _ -> new LinkedHashMap<>())
                .merge(new Item(item.source, item.path, new Cause(item.cause.cabinet(), "")),
                        new Loss(item.source, item.path, stretches), Losses::united));
        Map<Optional<CabinetId>, List<Loss>> losses = new LinkedHashMap<>();
        known.forEach((cabinet, lost) -> losses.put(cabinet, List.copyOf(lost.values())));
        LossBook.write(home, losses);
    }

    private static Loss united(Loss one, Loss other) {
        var all = new ArrayList<>(one.sessions());
        all.addAll(other.sessions());
        all.sort(Comparator.comparing(Stretch::first));
        var united = new ArrayList<Stretch>();
        for (Stretch next : all) {
            if (!united.isEmpty() && next.first().number() <= united.getLast().last().number() + 1) {
                Stretch before = united.removeLast();
                united.add(new Stretch(before.first(),
                        before.last().compareTo(next.last()) < 0 ? next.last() : before.last()));
            } else {
                united.add(next);
            }
        }
        return new Loss(one.source(), one.path(), united);
    }

    private static String words(List<Stretch> stretches) {
        List<String> words = stretches.stream().map(stretch -> stretch.first().equals(stretch.last())
                ? stretch.first().toString()
                : Messages.text("verify.range", stretch.first().toString(), stretch.last().toString())).toList();
        boolean one = stretches.size() == 1 && stretches.getFirst().first().equals(stretches.getFirst().last());
        return Messages.text(one ? "verify.session" : "verify.sessions", String.join(", ", words));
    }
}
