package org.backupmanager.engine.internal.device;

import static org.backupmanager.engine.internal.home.ChoicesTest.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.backupmanager.engine.internal.backup.NamedSource;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.plan.ArchivingRule;
import org.backupmanager.plan.Fate;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.plan.RetentionPolicy;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.session.Session;
import org.backupmanager.source.DataSource.Overlap;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archiving rules and retention keep, and what a person holds. */
class KeepingTest {

    @TempDir
    private Path folder;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T11:00:00Z"));
    private Computer computer;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        computer = new Computer(folder, clock);
        device = computer.create("Laptop");
        computer.source.tree().file("/a", "content".getBytes(StandardCharsets.UTF_8));
        device.select("Fake", Selection.of(ItemPath.parse("/a")));
    }

    @AfterEach
    void end() {
        computer.close();
    }

    private SessionReport backup() throws Exception {
        return device.sessions().startBackup(List.of()).getFirst().await();
    }

    private void archiveAt(Duration fromNow) throws BackupException {
        LocalTime time = LocalTime.ofInstant(clock.instant().plus(fromNow), ZoneId.systemDefault());
        device.plans().archiving().add(new ArchivingRule("Daily", true, time, List.of(), EnumSet.allOf(Month.class),
                PlanWords.daysOfMonth("All")));
    }

    @Test
    void theNearestSessionThatStartsAfterTheTimeIsArchivedAndNoOther() throws Exception {
        archiveAt(Duration.ofHours(1));
        assertFalse(backup().archived(), "too early");
        clock.advance(Duration.ofHours(2));
        assertEquals(State.ABORTED, abortedBackup().state());
        clock.advance(Duration.ofMinutes(5));
        computer.source.well("/a");
        assertTrue(backup().archived(), "the first one that ends well");
        clock.advance(Duration.ofMinutes(5));
        assertFalse(backup().archived(), "only one");
        clock.advance(Duration.ofDays(1));
        assertTrue(backup().archived());
    }

    @Test
    void aClearedMarkAndAHoldAreKnownWhereTheDeviceIsOpenedNext() throws Exception {
        archiveAt(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(2));
        SessionReport first = backup();
        clock.advance(Duration.ofDays(1));
        SessionReport second = backup();
        assertTrue(first.archived() && second.archived());
        device.plans().archiving().clear(first.id());
        device.plans().retention().hold(first.id());
        assertCode(Code.NO_SESSION, () -> device.plans().archiving().clear(first.id()));
        assertEquals(List.of(true, false),
                device.sessions().reports().stream().map(SessionReport::archived).toList());
        device.close();

        device = computer.join(folder.resolve("elsewhere"), "laptop");
        assertEquals(List.of(true, false),
                device.sessions().reports().stream().map(SessionReport::archived).toList());
        assertEquals(Set.of(first.id()), device.plans().retention().held());
        device.plans().retention().release(first.id());
        device.close();

        device = computer.open();
        assertEquals(Set.of(first.id()), device.plans().retention().held(), "what the home knew");
        device.plans().retention().hold(second.id());
        assertEquals(Set.of(second.id()), device.plans().retention().held(),
                "a decision looks at those made elsewhere");
    }

    @Test
    void aPreviewSaysWhatWouldGoAndTouchesNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofDays(1));
            backup();
        }
        assertTrue(device.plans().retention().preview(Map.of()).stream().allMatch(Fate::kept), "nothing is set");
        List<Fate> fates = device.plans().retention().preview(Map.of("Fake", new RetentionPolicy(2, 0, 0, 0, 0)));
        assertEquals(List.of(true, true, false), fates.stream().map(Fate::kept).toList());
        assertEquals(3, device.sessions().reports().size());
    }

    @Test
    void whatCannotBeRestoredCountsForNoRuleAndRemovesNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofDays(1));
            backup();
        }
        device.plans().retention().set("Fake", new RetentionPolicy(1, 0, 0, 0, 0));
        clock.advance(Duration.ofDays(1));
        assertEquals(State.ABORTED, abortedBackup().state());
        List<Fate> fates = device.plans().retention().preview(Map.of("Fake", new RetentionPolicy(2, 0, 0, 0, 0)));
        assertEquals(List.of(true, true), fates.stream().map(Fate::kept).toList());
        device.close();
        device = computer.open();
        assertEquals(2, device.sessions().reports().stream().filter(one -> one.state().isRestorable()).count());
    }

    private SessionReport abortedBackup() throws Exception {
        var latch = new CountDownLatch(1);
        computer.source.tree().file("/a", clock.instant().toString().getBytes(StandardCharsets.UTF_8));
        computer.source.slow("/a", latch);
        Session session = device.sessions().startBackup(List.of()).getFirst();
        device.sessions().abortAll();
        latch.countDown();
        return session.await();
    }

    @Test
    void aPolicyOfOneSourceLeavesOthersAlone() throws Exception {
        var shop = new NamedSource("Shop", Overlap.MERGES);
        shop.source().tree().file("/a", new byte[] {1});
        try (var both = new Computer(folder.resolve("both"), clock, shop)) {
            Device other = both.create("Both");
            both.source.tree().file("/a", new byte[] {2});
            for (String source : List.of("Fake", "Shop")) {
                other.select(source, Selection.of(ItemPath.parse("/a")));
                for (int i = 0; i < 2; i++) {
                    clock.advance(Duration.ofDays(1));
                    other.sessions().startBackup(List.of(source)).getFirst().await();
                }
            }
            List<Fate> fates = other.plans().retention().preview(Map.of("Shop", new RetentionPolicy(1, 0, 0, 0, 0)));
            assertEquals(List.of("Shop true", "Shop false", "Fake true", "Fake true"),
                    fates.stream().map(fate -> fate.session().source() + " " + fate.kept()).toList());
        }
    }

    @Test
    void afterABackupWhatNoRuleKeepsGoesToQuarantineAndComesBack() throws Exception {
        SessionReport first = backup();
        clock.advance(Duration.ofDays(1));
        SessionReport held = backup();
        device.plans().retention().hold(held.id());
        clock.advance(Duration.ofDays(1));
        SessionReport third = backup();
        device.plans().retention().set("Fake", new RetentionPolicy(1, 0, 0, 0, 0));
        assertEquals(3, device.sessions().reports().size(), "a policy alone removes nothing");
        clock.advance(Duration.ofDays(1));
        SessionReport newest = backup();
        Await.until("the others are gone", () -> device.sessions().reports().size() == 2);
        assertEquals(List.of(newest.id(), held.id()),
                device.sessions().reports().stream().map(SessionReport::id).toList());
        assertEquals(List.of(third.id(), first.id()),
                device.cleanUp().removed().stream().map(removed -> removed.report().id()).toList());

        device.plans().retention().set("Fake", RetentionPolicy.EVERYTHING);
        device.cleanUp().undelete(List.of(first.id()));
        assertEquals(List.of(), device.plans().retention().apply());
        assertEquals(3, device.sessions().reports().size());
    }

    @Test
    void whatIsHeldElsewhereStaysHere() throws Exception {
        SessionReport first = backup();
        clock.advance(Duration.ofDays(1));
        backup();
        device.close();
        device = computer.join(folder.resolve("elsewhere"), "laptop");
        device.plans().retention().hold(first.id());
        device.close();
        device = computer.open();
        device.plans().retention().set("Fake", new RetentionPolicy(1, 0, 0, 0, 0));
        assertEquals(List.of(), device.plans().retention().apply());
        assertEquals(2, device.sessions().reports().size());
    }

    @Test
    void whatIsHeldElsewhereIsNotRemovedByHandEither() throws Exception {
        SessionReport first = backup();
        clock.advance(Duration.ofDays(1));
        backup();
        Device here = device;
        device = computer.join(folder.resolve("elsewhere"), "laptop");
        try {
            device.plans().retention().hold(first.id());
            assertCode(Code.SESSION_KEPT, () -> here.cleanUp().remove(List.of(first.id()), false));
            assertCode(Code.SESSION_KEPT, () -> here.cleanUp().forget(List.of(first.id()), Progress.NONE));
            assertEquals(2, here.sessions().reports().size());
        } finally {
            here.close();
        }
    }

    @Test
    void aDecisionTakesNothingBackThatWasDecidedElsewhere() throws Exception {
        archiveAt(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(2));
        SessionReport archived = backup();
        Device here = device;
        device = computer.join(folder.resolve("elsewhere"), "laptop");
        try {
            device.plans().retention().hold(archived.id());
            here.plans().archiving().clear(archived.id());
            assertEquals(Set.of(archived.id()), here.plans().retention().held(), "a cleared mark does not release it");
            device.plans().retention().hold(archived.id());
            assertFalse(device.sessions().reports().getFirst().archived(), "a hold does not archive it again");
        } finally {
            here.close();
        }
    }
}
