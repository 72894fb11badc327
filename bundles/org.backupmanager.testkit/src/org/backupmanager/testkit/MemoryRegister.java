package org.backupmanager.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;
import org.backupmanager.session.BackupException;

/**
 * A Backup Register in memory, for tests that need many of them quickly. It keeps the register's contract but for
 * outliving its process.
 */
public final class MemoryRegister implements BackupRegister {

    private final List<Optional<CabinetDirectory>> cabinets = new ArrayList<>();
    private final Map<SliceId, List<SliceLocation>> slices = new HashMap<>();
    private final Map<Long, byte[]> frames = new HashMap<>();
    private final TreeMap<SessionId, SessionReport> sessions = new TreeMap<>(Comparator.reverseOrder());
    private final Map<SessionId, byte[]> roots = new HashMap<>();
    private final Map<SessionId, List<Trouble>> troubles = new HashMap<>();
    private long lastSession;

    @Override
    public synchronized Optional<SliceLocation> find(SliceId slice) {
        return findAt(slice, _ -> true);
    }

    @Override
    public synchronized Optional<SliceLocation> findAt(SliceId slice, Predicate<SliceLocation> suits) {
        return slices.getOrDefault(slice, List.of()).stream().filter(suits).findFirst();
    }

    @Override
    public synchronized int add(CabinetDirectory cabinet) {
        OptionalInt known = number(cabinet.id());
        if (known.isPresent()) {
            return known.getAsInt();
        }
        cabinets.add(Optional.of(cabinet));
        index(cabinets.size() - 1);
        return cabinets.size() - 1;
    }

    private void index(int number) {
        cabinets.get(number).ifPresent(cabinet -> {
            for (int i = 0; i < cabinet.count(); i++) {
                slices.computeIfAbsent(cabinet.slice(i), _ -> new ArrayList<>()).add(new SliceLocation(number, i));
            }
        });
    }

    @Override
    public synchronized CabinetDirectory cabinet(int number) {
        return cabinets.get(number).orElseThrow();
    }

    @Override
    public synchronized List<CabinetId> cabinets() {
        return cabinets.stream().flatMap(Optional::stream).map(CabinetDirectory::id).toList();
    }

    @Override
    public synchronized OptionalInt number(CabinetId id) {
        return IntStream.range(0, cabinets.size())
                .filter(i -> cabinets.get(i).map(CabinetDirectory::id).equals(Optional.of(id))).findFirst();
    }

    @Override
    public synchronized int cabinetLimit() {
        return cabinets.size();
    }

    @Override
    public synchronized void cabinets(CabinetVisitor visitor) throws BackupException {
        for (int number = 0; number < cabinets.size(); number++) {
            if (cabinets.get(number).isPresent()) {
                CabinetDirectory cabinet = cabinets.get(number).get();
                visitor.cabinet(number, cabinet.id(), cabinet.size(), cabinet.count());
            }
        }
    }

    @Override
    public synchronized void remove(SessionId session) {
        sessions.remove(session);
        roots.remove(session);
        troubles.remove(session);
    }

    @Override
    public synchronized void remove(CabinetId id) {
        cabinets.replaceAll(cabinet -> cabinet.filter(kept -> !kept.id().equals(id)));
        slices.clear();
        for (int i = 0; i < cabinets.size(); i++) {
            index(i);
        }
    }

    @Override
    public synchronized void keepFrame(int cabinet, int frame, byte[] bytes) {
        frames.put(key(cabinet, frame), bytes.clone());
    }

    @Override
    public synchronized Optional<byte[]> frame(int cabinet, int frame) {
        return Optional.ofNullable(frames.get(key(cabinet, frame))).map(byte[]::clone);
    }

    private static long key(int cabinet, int frame) {
        return (long) cabinet << Integer.SIZE | frame;
    }

    @Override
    public synchronized SessionId nextSession() {
        return new SessionId(++lastSession);
    }

    @Override
    public synchronized void save(SessionReport session) {
        lastSession = Math.max(lastSession, session.id().number());
        sessions.put(session.id(), session);
    }

    @Override
    public synchronized void save(SessionId session, List<Trouble> more) {
        troubles.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(more);
    }

    @Override
    public synchronized void commit(SessionReport session, byte[] root) {
        save(session);
        roots.put(session.id(), root.clone());
    }

    @Override
    public synchronized List<SessionReport> sessions() {
        return List.copyOf(sessions.values());
    }

    @Override
    public synchronized Optional<byte[]> root(SessionId session) {
        return Optional.ofNullable(roots.get(session)).map(byte[]::clone);
    }

    @Override
    public synchronized List<Trouble> troubles(SessionId session, int limit) {
        List<Trouble> all = troubles.getOrDefault(session, List.of());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    @Override
    public void close() {
        // memory needs no end
    }
}
