package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second process beside the one that holds the device, and Ctrl-C for that one. */
class InterruptedOsgiTest {

    /** As a shell has it for a process that SIGINT ended; the Java runtime sees to that. */
    private static final int ENDED_BY_CTRL_C = 130;
    @TempDir
    Path top;

    private Road road;

    @BeforeEach
    void begin() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals");
        road = new Road(top);
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void aSecondProcessIsToldWhoHasTheDevice() throws Exception {
        TreeFixture.of(road.origin(), file("a", 1_000));
        road.create(CipherSuite.AES_128);
        road.close();
        try (var process = new CommandLineProcess(top.resolve("process"), road.home(), "control.service.run")) {
            process.awaitHold();
            Road.assertRefused(Code.DEVICE_IN_USE, () -> road.devices.open(road.home()), Road.NAME,
                    "process " + process.pid(), "Wait until it has ended, or stop it");
            Road.assertRefused(Code.DEVICE_IN_USE, () -> road.devices.join(road.home(), Road.NAME,
                    road.storage().toString(), Road.PASSPHRASE.toCharArray(), Progress.NONE), Road.NAME);
            process.interrupt();
            process.await();
        }
        road.open();
        road.assertRoundTrip("out");
    }

    @Test
    void afterCtrlCTheSessionIsInterruptedAndTheNextOneSendsNothingTwice() throws Exception {
        var origin = new SlowOrigin(road, 20);
        origin.make(1);
        origin.choose(road.create(CipherSuite.AES_128));
        road.close();
        try (var process = new CommandLineProcess(top.resolve("process"), road.home(), "control.backup.start",
                "-wait")) {
            process.awaitHold();
            Await.until("cabinets are in the storage", Duration.ofMinutes(2), () -> {
                assertTrue(process.isAlive(), process::said);
                return road.storedBytes() > 0;
            });
            process.interrupt();
            assertEquals(ENDED_BY_CTRL_C, process.await(), process::said);
            Road.assertSays(process.said(), "recorded as Interrupted");
            assertFalse(process.said().contains("damaged"), process::said);
        }
        long before = road.storedBytes();
        Device device = road.open();
        SessionReport first = device.sessions().reports().getLast();
        assertEquals(State.INTERRUPTED, first.state());
        origin.speedUp(device);
        SessionReport next = road.backup();
        assertTrue(before > 0);
        assertTrue(before + next.totals().sentSize() < origin.content() * 1.1, () -> before + " bytes were stored, "
                + next.totals().sentSize() + " more were sent for " + origin.content());
        assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(next, "out")));
    }
}
