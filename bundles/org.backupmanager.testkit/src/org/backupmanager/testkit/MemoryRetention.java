package org.backupmanager.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.Retention;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.BackupException;

/** Retention that removes nothing by itself. */
final class MemoryRetention implements Retention {

    private final Supplier<List<SessionReport>> sessions;
    private final SortedMap<String, RetentionPolicy> policies = new TreeMap<>();
    private final Set<SessionId> held = new TreeSet<>();

    MemoryRetention(Supplier<List<SessionReport>> sessions) {
        this.sessions = sessions;
    }

    SessionReport there(SessionId session) throws BackupException {
        return sessions.get().stream().filter(report -> report.id().equals(session)).findFirst()
                .orElseThrow(() -> new BackupException(Code.NO_SESSION, session));
    }

    @Override
    public SortedMap<String, RetentionPolicy> policies() {
        return new TreeMap<>(policies);
    }

    @Override
    public void set(String source, RetentionPolicy policy) {
        policies.put(source, policy);
        policies.values().removeIf(RetentionPolicy::keepsEverything);
    }

    /** Knows the rule about the last sessions only: which rule keeps what is tested where it is decided. */
    @Override
    public List<Fate> preview(Map<String, RetentionPolicy> others) {
        List<Fate> fates = new ArrayList<>();
        for (SessionReport report : sessions.get()) {
            RetentionPolicy policy = others.getOrDefault(report.source(),
                    policies.getOrDefault(report.source(), RetentionPolicy.EVERYTHING));
            List<Fate.Reason> reasons = new ArrayList<>();
            if (policy.keepsEverything()) {
                reasons.add(new Fate.Reason(Fate.Why.NO_POLICY, 0));
            }
            if (fates.size() < policy.last()) {
                reasons.add(new Fate.Reason(Fate.Why.LAST, fates.size() + 1));
            }
            if (report.archived()) {
                reasons.add(new Fate.Reason(Fate.Why.ARCHIVED, 0));
            }
            fates.add(new Fate(report, reasons));
        }
        return fates;
    }

    @Override
    public List<SessionReport> apply() {
        return preview(Map.of()).stream().filter(fate -> !fate.kept()).map(Fate::session).toList();
    }

    @Override
    public Set<SessionId> held() {
        return new TreeSet<>(held);
    }

    @Override
    public void hold(SessionId session) throws BackupException {
        held.add(there(session).id());
    }

    @Override
    public void release(SessionId session) throws BackupException {
        if (!held.remove(session)) {
            throw new BackupException(Code.NO_SESSION, session);
        }
    }
}
