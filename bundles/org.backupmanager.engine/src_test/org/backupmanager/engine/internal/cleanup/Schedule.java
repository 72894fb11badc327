package org.backupmanager.engine.internal.cleanup;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.backupmanager.engine.internal.cleanup.Steps.Actor;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.storage.StorageTransport;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.FakeTree;
import org.backupmanager.testkit.MemoryRegister;
import org.backupmanager.testkit.MemoryTransport;

/**
 * One random schedule: homes back up the same device, remove sessions, bring them back and clean up, all at once and
 * step by step, while they crash, wake up late, are declared dead, and while their clocks jump. What may go and what
 * has to stay is said by a model of a few lines: {@link Observer} after every step, {@link #mayVanish} for roots.
 */
final class Schedule {

    private static final int MOST_QUARANTINE_DAYS = 2;
    private static final int STEPS = 140;
    private static final int MOST_HOMES = 4;
    private static final Path OUT = Path.of("out");

    private final long seed;
    private final Random random;
    private final int quarantineDays;
    private final Vault vault;
    private final Path scratch;
    private final ObjectNames names = new ObjectNames("bench");
    private final MemoryTransport storage = new MemoryTransport();
    private final Observer observer;
    private final Steps steps = new Steps();
    private final List<TwinHome> homes = new ArrayList<>();
    private final Set<TwinHome> dead = new HashSet<>();
    private final Map<TwinHome, List<Job>> jobs = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    /** What was backed up, by session. */
    private final Map<Long, TreeMap<String, byte[]>> contents = new TreeMap<>();
    /** Sessions whose removal was asked for and not taken back. */
    private final Set<Long> mayVanish = new HashSet<>();
    /** How often a home has looked at the quarantine since. */
    private final Map<Long, Integer> removedAt = new HashMap<>();
    /** How often the removal of a session was asked for. */
    private final Map<Long, Integer> removals = new HashMap<>();
    private final Set<String> retired = new HashSet<>();
    private int looks;
    private AssertionError failure;
    private int backups;
    private int cleanUps;
    private int purged;

    /** What runs in a home. */
    private record Job(String kind, Actor actor) {
    }

    Schedule(long seed, Vault vault, Path scratch) {
        this.seed = seed;
        this.vault = vault;
        this.scratch = scratch;
        random = new Random(seed);
        quarantineDays = Math.max(0, random.nextInt(5) + MOST_QUARANTINE_DAYS - 4);
        observer = new Observer(vault, storage, names);
    }

    static Vault vault() {
        return Vault.create("bench", CipherSuite.AES_128, new SecureRandom());
    }

    /** Runs it and checks all there is to check; what is wrong is an {@link AssertionError} that names the seed. */
    Schedule run() throws Exception {
        try {
            storage.put(names.vault(), new byte[] {1});
            join();
            join();
            for (int step = 0; step < STEPS && failure == null; step++) {
                act();
            }
            settle();
            checkWhatIsListed();
            checkThatWasteGoes();
            check();
            return this;
        } catch (Exception | AssertionError wrong) {
            throw new AssertionError("schedule " + seed + ": " + wrong.getMessage() + "\n" + String.join("\n", story),
                    wrong);
        } finally {
            Routed.VIEW.remove(); // the next schedule on this thread has a storage of its own
        }
    }

    String counts() {
        return backups + " backups, " + cleanUps + " clean-ups, " + purged + " sessions purged";
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }

    private void tell(String what) {
        story.add(what);
    }

    private void join() throws BackupException {
        var home = new TwinHome("home-" + homes.size(), vault, names, scratch, quarantineDays);
        change(home);
        homes.add(home);
        jobs.put(home, new ArrayList<>());
        open(home);
    }

    /** A process begins; its own part in the protocol goes through the steps of whatever asks for it. */
    private void open(TwinHome home) throws BackupException {
        home.open(storage, new Routed(storage));
    }

    private void act() throws Exception {
        int dice = random.nextInt(100);
        if (dice < 20) {
            beginSomething();
        } else if (dice < 23) {
            moveAClock();
        } else if (dice < 25) {
            crash();
        } else if (dice < 26) {
            retireSomebody();
        } else if (dice == 26 && homes.size() < MOST_HOMES) {
            tell("another home");
            join();
        } else {
            letGo(1 + random.nextInt(30));
        }
    }

    private void letGo(int most) throws InterruptedException {
        for (int i = 0; i < most && steps.grant(random, true) && failure == null; i++) {
            collect();
        }
    }

    private void collect() throws InterruptedException {
        for (List<Job> running : jobs.values()) {
            for (Job job : List.copyOf(running)) {
                if (!steps.isLive(job.actor)) {
                    running.remove(job);
                    ended(job);
                }
            }
        }
    }

    private void ended(Job job) throws InterruptedException {
        job.actor.join();
        Throwable why = job.actor.failure();
        if (why instanceof AssertionError error && failure == null) {
            failure = error;
        } else if (why != null && !(why instanceof BackupException) && failure == null) {
            failure = new AssertionError(job.actor + ": " + why, why);
        } else if (why instanceof BackupException lacking && !job.actor.isKilled() && failure == null
                && (lacking.code() == Code.OBJECT_DAMAGED
                        && !String.valueOf(lacking.getMessage()).contains("under this")
                || lacking.code() == Code.REGISTER_DAMAGED)) {
            failure = new AssertionError(job.actor + ": " + lacking.getMessage(), lacking);
        }
        tell(job.actor + (why == null ? " is done" : " ended: " + why.getMessage()));
    }

    private List<TwinHome> living() {
        return homes.stream().filter(home -> !dead.contains(home)).toList();
    }

    private void beginSomething() throws Exception {
        List<TwinHome> living = living();
        if (living.isEmpty()) {
            join();
            return;
        }
        TwinHome home = living.get(random.nextInt(living.size()));
        if (home.isOutdated()) {
            if (jobs.get(home).isEmpty()) {
                tell(home.name + " begins anew");
                open(home);
            }
            return;
        }
        int dice = random.nextInt(10);
        if (dice < 4) {
            beginBackup(home);
        } else if (dice < 7) {
            beginCleanUp(home);
        } else {
            beginRemoval(home, dice == 9);
        }
    }

    private void beginBackup(TwinHome home) throws BackupException {
        long running = jobs.get(home).stream().filter(job -> job.kind.equals("backup")).count();
        if (running > 1) {
            return;
        }
        if (running == 0) {
            change(home);
        }
        TreeMap<String, byte[]> content = contents(home.source.tree());
        begin(home, "backup", view -> {
            SessionReport report = home.backup(view);
            if (report.state() == State.COMPLETED) {
                synchronized (contents) {
                    contents.put(report.id().number(), content);
                    backups++;
                }
            }
        });
    }

    private void beginCleanUp(TwinHome home) {
        if (jobs.get(home).stream().anyMatch(job -> job.kind.equals("clean-up"))) {
            return;
        }
        boolean preview = random.nextInt(8) == 0;
        begin(home, "clean-up", view -> {
            synchronized (contents) {
                looks++;
                cleanUps++;
            }
            home.cleanUp(view, preview);
        });
    }

    private void beginRemoval(TwinHome home, boolean back) {
        List<SessionId> sessions = back ? mayVanish.stream().map(SessionId::new).toList() : home.sessions();
        if (sessions.isEmpty()) {
            return;
        }
        SessionId session = sessions.get(random.nextInt(sessions.size()));
        if (back) {
            int before = removals.getOrDefault(session.number(), 0);
            boolean quiet = jobs.values().stream().flatMap(List::stream)
                    .noneMatch(job -> job.actor.name.endsWith("remove " + session));
            begin(home, "undelete " + session, view -> {
                home.removals(view).undelete(List.of(session));
                synchronized (contents) {
                    // A removal at the same moment may come after it
                    if (quiet && removals.getOrDefault(session.number(), 0) == before) {
                        mayVanish.remove(session.number());
                    }
                }
            });
        } else {
            synchronized (contents) {
                mayVanish.add(session.number());
                removedAt.put(session.number(), looks);
                removals.merge(session.number(), 1, Integer::sum);
            }
            begin(home, "remove " + session, view -> home.removals(view).remove(List.of(session), true));
        }
    }

    private interface Doing {
        void with(StorageTransport view) throws Exception;
    }

    private void begin(TwinHome home, String kind, Doing doing) {
        Actor actor = steps.new Actor(home.name + " " + kind, random.nextInt(3) == 0);
        tell(actor + " begins");
        StorageTransport view = steps.view(storage, actor, watch());
        jobs.get(home).add(new Job(kind.split(" ")[0], actor));
        actor.start(() -> {
            Routed.VIEW.set(view);
            doing.with(view);
        });
    }

    private Steps.Watch watch() {
        return new Steps.Watch() {
            @Override
            public void stored(Actor by, ObjectName name) throws BackupException {
                observer.stored(name, !isRetired(by));
            }

            @Override
            public void deleting(Actor by, ObjectName name) {
                if (observer.isRoot(name) && observer.sessions().contains(Observer.number(name))) {
                    checkVanishing(Observer.number(name), by);
                }
            }

            @Override
            public void deleted(Actor by, ObjectName name) throws BackupException {
                observer.deleted(name);
            }
        };
    }

    private void checkVanishing(long session, Actor by) {
        if (by.name.endsWith(" backup") && isRetiredOrFails(by)) {
            return;
        }
        synchronized (contents) {
            if (!mayVanish.contains(session)) {
                throw new AssertionError(by + " purges session " + session + ", which nobody removed");
            }
            if (looks - removedAt.get(session) < quarantineDays) {
                throw new AssertionError(by + " purges session " + session + " too early, by a wrong clock");
            }
            purged++;
        }
    }

    private boolean isRetired(Actor by) throws BackupException {
        for (TwinHome home : homes) {
            if (by.name.startsWith(home.name + " ") && retired.contains(home.attendance().id())) {
                return true;
            }
        }
        return false;
    }

    private boolean isRetiredOrFails(Actor by) {
        try {
            return isRetired(by);
        } catch (BackupException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void moveAClock() {
        TwinHome home = homes.get(random.nextInt(homes.size()));
        Duration jump = switch (random.nextInt(6)) {
            case 0 -> Duration.ofDays(3650);
            case 1 -> Duration.ofDays(-3650);
            case 2 -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        tell(home.name + "'s clock moves by " + jump);
        home.clock.advance(jump);
    }

    private void crash() throws Exception {
        List<TwinHome> living = living();
        if (living.isEmpty()) {
            return;
        }
        TwinHome home = living.get(random.nextInt(living.size()));
        boolean after = random.nextBoolean();
        boolean forGood = random.nextInt(4) == 0;
        tell(home.name + " crashes" + (after ? " after its next change" : "") + (forGood ? " for good" : ""));
        for (Job job : jobs.get(home)) {
            if (after) {
                steps.doom(job.actor);
            } else {
                steps.kill(job.actor);
            }
        }
        if (after) {
            letGo(4);
            jobs.get(home).forEach(job -> steps.kill(job.actor));
        }
        for (Job job : List.copyOf(jobs.get(home))) {
            job.actor.join();
        }
        collect();
        if (forGood) {
            dead.add(home);
        } else {
            open(home);
        }
    }

    /** Most often a dead one; now and then one that only seems to be. */
    private void retireSomebody() throws Exception {
        List<TwinHome> living = living();
        if (living.size() < 2) {
            return;
        }
        List<TwinHome> candidates = dead.isEmpty() || random.nextInt(4) == 0 ? living : List.copyOf(dead);
        TwinHome going = candidates.get(random.nextInt(candidates.size()));
        retire(going);
    }

    private void retire(TwinHome going) throws BackupException {
        String id = going.attendance().id();
        tell(going.name + " is declared dead");
        retired.add(id);
        storage.put(names.retired(id), new byte[] {1});
    }

    /** Whatever runs comes to its end; who is dead is declared dead. */
    private void settle() throws Exception {
        while (steps.grant(random, false) && failure == null) {
            collect();
        }
        collect();
        if (failure != null) {
            homes.forEach(home -> jobs.get(home).forEach(job -> steps.kill(job.actor)));
            throw failure;
        }
        for (TwinHome home : dead) {
            retire(home);
        }
    }

    /**
     * On a machine that has nothing but keys and storage, every session that was completed and not removed comes
     * back.
     */
    private void checkWhatIsListed() throws Exception {
        var elsewhere = new TwinHome("elsewhere", vault, names, scratch, quarantineDays);
        elsewhere.open(storage, storage);
        for (Map.Entry<Long, TreeMap<String, byte[]>> session : contents.entrySet()) {
            if (!mayVanish.contains(session.getKey())) {
                checkRestores(elsewhere, new SessionId(session.getKey()), session.getValue());
            }
        }
    }

    private void checkRestores(TwinHome home, SessionId session, TreeMap<String, byte[]> content) throws Exception {
        var target = new FakeSource();
        SessionReport report = home.restore(storage, session, target, OUT);
        if (report.state() != State.COMPLETED) {
            throw new AssertionError("restore of session " + session + " is " + report.state());
        }
        TreeMap<String, byte[]> restored = contents(target.restoredTo(OUT));
        if (!restored.keySet().equals(content.keySet())
                || !content.keySet().stream().allMatch(path -> Arrays.equals(content.get(path), restored.get(path)))) {
            throw new AssertionError("session " + session + " is not what it was");
        }
    }

    /** Clean-ups day after day: in the end nothing is left that no session needs, and what is listed still restores. */
    private void checkThatWasteGoes() throws Exception {
        List<TwinHome> last = new ArrayList<>(living());
        if (last.isEmpty()) {
            join();
            last.add(homes.getLast());
        }
        for (int day = 0; day < 10 * (quarantineDays + 2); day++) {
            for (TwinHome home : last) {
                home.clock.advance(Duration.ofDays(1));
                if (home.isOutdated()) {
                    open(home);
                }
                Actor actor = steps.new Actor(home.name + " last clean-up", false);
                Routed.VIEW.set(new Quiet(actor));
                try {
                    looks++;
                    home.cleanUp(new Quiet(actor), false);
                } catch (BackupException outdated) {
                    if (outdated.code() != Code.HOME_OUTDATED) {
                        throw outdated;
                    }
                }
            }
        }
        if (!observer.waste().isEmpty()) {
            throw new AssertionError("waste is left: " + observer.waste() + "\n" + state());
        }
        var left = storage.list(names.quarantine());
        if (!left.isEmpty()) {
            throw new AssertionError("the quarantine is never emptied: " + left + "\n" + state());
        }
        checkWhatIsListed();
    }

    /** What homes and quarantine say, for a person who looks for a fault. */
    private String state() throws BackupException {
        var depot = new Depot(vault, storage, new MemoryRegister(), names);
        return HomeBook.read(depot).notes() + "\n" + storage.list(names.quarantine()) + "\n"
                + observer.sessions();
    }

    /** The storage without steps, but watched. */
    private final class Quiet extends Routed {
        private final Actor actor;

        Quiet(Actor actor) {
            super(storage);
            this.actor = actor;
        }

        @Override
        public StorageTransport target() {
            return storage;
        }

        @Override
        public void put(ObjectName name, List<ByteBuffer> content, int crc32c) throws BackupException {
            storage.put(name, content, crc32c);
            watch().stored(actor, name);
        }

        @Override
        public void delete(ObjectName name) throws BackupException {
            watch().deleting(actor, name);
            storage.delete(name);
            watch().deleted(actor, name);
        }
    }

    /** Something is added, changed or removed; contents come from a small stock, so that homes have much in common. */
    private void change(TwinHome home) {
        FakeTree tree = home.source.tree();
        for (int i = 0; i < 4; i++) {
            String path = "/a/" + random.nextInt(3) + "/" + random.nextInt(3);
            if (random.nextInt(4) == 0) {
                tree.remove(path);
            } else {
                int stock = random.nextInt(12);
                byte[] content = new byte[500 + 700 * stock];
                new Random(stock).nextBytes(content);
                tree.file(path, content);
            }
        }
        tree.folder("/a");
    }

    private static TreeMap<String, byte[]> contents(FakeTree tree) {
        var contents = new TreeMap<String, byte[]>();
        for (String path : tree.paths()) {
            contents.put(path, tree.content(path));
        }
        return contents;
    }

}
