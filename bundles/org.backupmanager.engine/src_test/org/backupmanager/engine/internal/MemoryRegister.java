package org.backupmanager.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.backupmanager.content.CabinetDirectory;
import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.Trouble;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.SliceLocation;

/** A register in memory: what these tests need of it. */
final class MemoryRegister implements BackupRegister {

    private final List<CabinetDirectory> cabinets = new ArrayList<>();
    private final TreeMap<SessionId, SessionReport> sessions = new TreeMap<>();
    private final TreeMap<SessionId, byte[]> roots = new TreeMap<>();
    private final TreeMap<SessionId, List<Trouble>> troubles = new TreeMap<>();
    private long lastSession;

    @Override
    public synchronized Optional<SliceLocation> find(SliceId slice) {
        return IntStream.range(0, cabinets.size()).boxed().flatMap(number -> IntStream.range(0, cabinets.get(number).count())
                .filter(ordinal -> cabinets.get(number).slice(ordinal).equals(slice))
                .mapToObj(ordinal -> new SliceLocation(number, ordinal))).findFirst();
    }

    @Override
    public synchronized int add(CabinetDirectory cabinet) {
        if (!cabinets.contains(cabinet)) {
            cabinets.add(cabinet);
        }
        return cabinets.indexOf(cabinet);
    }

    @Override
    public synchronized CabinetDirectory cabinet(int number) {
        return cabinets.get(number);
    }

    @Override
    public synchronized List<CabinetId> cabinets() {
        return cabinets.stream().map(CabinetDirectory::id).toList();
    }

    @Override
    public synchronized void remove(CabinetId cabinet) {
        cabinets.removeIf(known -> known.id().equals(cabinet));
    }

    @Override
    public void keepFrame(int cabinet, int frame, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> frame(int cabinet, int frame) {
        return Optional.empty();
    }

    @Override
    public synchronized SessionId nextSession() {
        lastSession = Math.max(lastSession, sessions.isEmpty() ? 0 : sessions.lastKey().number()) + 1;
        return new SessionId(lastSession);
    }

    @Override
    public synchronized void save(SessionReport session) {
        sessions.put(session.id(), session);
    }

    @Override
    public synchronized void save(SessionId session, List<Trouble> more) {
        troubles.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(more);
    }

    @Override
    public synchronized void commit(SessionReport session, byte[] root) {
        sessions.put(session.id(), session);
        roots.put(session.id(), root);
    }

    @Override
    public synchronized List<SessionReport> sessions() {
        return List.copyOf(sessions.descendingMap().values());
    }

    @Override
    public synchronized Optional<byte[]> root(SessionId session) {
        return Optional.ofNullable(roots.get(session));
    }

    @Override
    public synchronized List<Trouble> troubles(SessionId session, int limit) {
        return troubles.getOrDefault(session, List.of()).stream().limit(limit).toList();
    }

    @Override
    public void close() {
        // what is kept stays, as it would on a disk
    }
}
