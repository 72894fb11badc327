package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.dir;
import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionReport;
import org.backupmanager.plan.ContinuousRestore;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that follows the sessions: here, after a new start, and on a computer that never backs up. */
class ContinuousOsgiTest {

    @TempDir
    Path top;

    private Road road;

    @BeforeEach
    void begin() throws Exception {
        road = new Road(top);
        TreeFixture.of(road.origin(), file("kept", 2_000_000), file("gone", 10), dir("sub", file("inner", 500)));
        road.create(CipherSuite.AES_128);
    }

    @AfterEach
    void end() {
        road.close();
    }

    private ContinuousRestore standby(Device device) throws BackupException {
        return new ContinuousRestore("standby", true, Road.FILES,
                List.of(device.source(Road.FILES).parse(road.origin().toString())), List.of(), top.resolve("standby"),
                1);
    }

    private void change(int step) throws IOException {
        Files.deleteIfExists(road.origin().resolve("gone"));
        TreeFixture.of(road.origin(), file("new-" + step, 100 + step));
        Files.write(road.origin().resolve("sub/inner"), TreeFixture.bytes(step, 600 + step));
    }

    private void awaitFollowed(Device device, SessionReport session) {
        Await.until("the folder is like session " + session.id(), () -> {
            try {
                return device.plans().continuous().standing().values().stream()
                        .anyMatch(now -> now.session().equals(Optional.of(session.id())));
            } catch (BackupException e) {
                throw new AssertionError(e);
            }
        });
        try {
            assertEquals(List.of(), TreeDigest.differences(road.origin(), road.restored("standby")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachBackupIsFollowedAndANewStartGoesOn() throws Exception {
        road.device().plans().schedules().obey();
        road.device().plans().continuous().add(standby(road.device()));
        awaitFollowed(road.device(), road.backup());
        change(1);
        awaitFollowed(road.device(), road.backup());
        change(2);
        road.close();
        road.open();
        SessionReport third = road.backup(); // nobody obeys yet
        road.device().plans().schedules().obey();
        awaitFollowed(road.device(), third);
        assertTrue(road.device().sessions().reports().stream()
                .filter(report -> report.type() == SessionReport.Type.RESTORE).count() >= 3);
    }

    @Test
    void aComputerThatOnlyRestoresLearnsOfNewSessionsFromTheStorage() throws Exception {
        SessionReport first = road.backup();
        Path elsewhere = top.resolve("elsewhere");
        try (Device other = road.devices.join(elsewhere, Road.NAME, road.storage().toString(),
                Road.PASSPHRASE.toCharArray(), Progress.NONE)) {
            other.plans().continuous().add(standby(other));
            other.plans().schedules().obey();
            awaitFollowed(other, first);
        }
        change(1);
        SessionReport second = road.backup();
        try (Device other = road.devices.open(elsewhere).orElseThrow()) {
            other.plans().schedules().obey();
            awaitFollowed(other, second);
        }
    }
}
