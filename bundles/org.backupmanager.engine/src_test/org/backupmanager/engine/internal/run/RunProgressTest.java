package org.backupmanager.engine.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.session.Progress.Work;
import org.backupmanager.session.Session.Stage;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.testkit.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunProgressTest {

    private final RunProgress progress = new RunProgress();

    @Test
    void whoAsksWhileHeldWaitsUntilItIsResumedAsOftenAsHeld() throws Exception {
        progress.hold();
        progress.hold();
        var asking = ask();
        Await.until("the thread waits at the gate", () -> asking.thread().getState() == Thread.State.WAITING);
        progress.resume();
        assertEquals(false, asking.answer().isDone());
        progress.resume();
        assertEquals("goes on", asking.answer().get(20, TimeUnit.SECONDS));
    }

    @Test
    void cancellingEndsAlsoWhatIsHeld() throws Exception {
        progress.hold();
        var asking = ask();
        Await.until("the thread waits at the gate", () -> asking.thread().getState() == Thread.State.WAITING);
        progress.cancel();
        assertEquals("cancelled", asking.answer().get(20, TimeUnit.SECONDS));
        assertThrows(SessionCancelledException.class, progress::checkCancelled);
    }

    @Test
    void anInterruptEndsWaitingAndIsKept() throws Exception {
        progress.hold();
        var interrupted = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            assertThrows(SessionCancelledException.class, progress::checkCancelled);
            if (Thread.currentThread().isInterrupted()) {
                interrupted.countDown();
            }
        });
        thread.interrupt();
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }

    @Test
    void whatIsHeldSaysSoUntilItIsCommitted() {
        progress.hold();
        assertEquals(Stage.HELD, progress.snapshot().stage());
        progress.stage(Stage.PROCESSING);
        assertEquals(Stage.HELD, progress.snapshot().stage());
        progress.stage(Stage.COMMITTING);
        assertEquals(Stage.COMMITTING, progress.snapshot().stage());
        progress.stage(Stage.ENDED);
        assertEquals(Stage.ENDED, progress.snapshot().stage());
        progress.stage(Stage.SCANNING);
        progress.resume();
        assertEquals(Stage.SCANNING, progress.snapshot().stage());
    }

    @Test
    void resumingWhatIsNotHeldIsABug() {
        assertThrows(IllegalStateException.class, progress::resume);
    }

    @Test
    void itCountsForTheReportAndForTheBar() {
        progress.expect(Work.ITEMS, 3);
        progress.expect(Work.BYTES, 300);
        progress.done(Work.ITEMS, 1);
        progress.done(Work.BYTES, 100);
        progress.selected(100);
        progress.selected(10, 1_000);
        progress.processed(100);
        progress.sent(40);
        progress.error();
        progress.removed();
        progress.removed();
        progress.note("a");
        var snapshot = progress.snapshot();
        assertEquals(1, snapshot.itemsDone());
        assertEquals(3, snapshot.itemsExpected());
        assertEquals(100, snapshot.bytesDone());
        assertEquals(300, snapshot.bytesExpected());
        assertEquals("a", snapshot.note());
        assertEquals(new Totals(11, 1_100, 1, 100, 40, 1, 2), progress.totals());
    }

    private Asking ask() {
        var answer = new CompletableFuture<String>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                progress.checkCancelled();
                answer.complete("goes on");
            } catch (SessionCancelledException cancelled) {
                answer.complete("cancelled");
            }
        });
        return new Asking(thread, answer);
    }

    private record Asking(Thread thread, CompletableFuture<String> answer) {
    }

    @Test
    void whoWatchesHearsOfEachStageOnceAndOfHoldsButNotOfTheEnd() {
        var run = new RunProgress();
        List<Stage> heard = new ArrayList<>();
        run.hold();
        run.watch(heard::add);
        run.resume();
        run.stage(Stage.SCANNING);
        run.stage(Stage.SCANNING);
        run.hold();
        run.hold();
        run.stage(Stage.PROCESSING);
        run.resume();
        run.resume();
        run.stage(Stage.ENDED);
        assertEquals(List.of(Stage.HELD, Stage.WAITING, Stage.SCANNING, Stage.HELD, Stage.PROCESSING), heard);
    }
}
