package org.backupmanager.itest;

import static org.backupmanager.testkit.TreeFixture.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.TreeDigest;
import org.backupmanager.testkit.TreeFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each storage, name, passphrase or selection that will not do is refused with the thing, the cause and the remedy. */
class BadStorageOsgiTest {

    private static final CipherSuite AES = CipherSuite.AES_128;

    @TempDir
    Path top;

    private Road road;

    @BeforeEach
    void begin() throws Exception {
        road = new Road(top);
        TreeFixture.of(road.origin(), file("a", 40_000));
    }

    @AfterEach
    void end() {
        road.close();
    }

    @Test
    void aStorageThatIsNotThereMakesNoDevice() {
        Road.assertRefused(Code.STORAGE_MISSING, () -> road.devices.create(road.home(), road.newDevice(AES)),
                road.storage(), "not there", "Check the path, or mount");
        assertFalse(Files.exists(road.home().resolve("config.ini")));
    }

    @Test
    void aStorageThatIsNotThereAnyMoreFailsTheBackupAndNotTheNextOne() throws Exception {
        road.create(AES);
        road.backup();
        TreeFixture.of(road.origin(), file("b", 5_000));
        Path away = Files.move(road.storage(), top.resolve("away"));
        road.assertFailed(Code.STORAGE_MISSING, road.tryBackup(), road.storage(), "Check the path, or mount");
        Files.move(away, road.storage());
        road.close();
        road.open();
        road.assertRoundTrip("out");
    }

    @Test
    void aReadOnlyStorageMakesNoDevice() throws Exception {
        try (var drive = new Drive(road.storage(), 4)) {
            drive.makeReadOnly();
            Road.assertRefused(Code.STORAGE_DENIED, () -> road.devices.create(road.home(), road.newDevice(AES)),
                    road.storage(), "ead-only", "Check who may");
            assertEquals(Optional.empty(), road.devices.open(road.home()));
        }
    }

    @Test
    void fromAReadOnlyStorageOneCanRestoreAndTheBackupSaysWhyNot() throws Exception {
        try (var drive = new Drive(road.storage(), 4)) {
            road.create(AES);
            SessionReport session = road.backup();
            drive.makeReadOnly();
            assertEquals(TreeDigest.of(road.origin()), TreeDigest.of(road.restore(session, "out")));
            TreeFixture.of(road.origin(), file("b", 5_000));
            road.assertFailed(Code.STORAGE_DENIED, road.tryBackup(), road.storage(), "ead-only", "Check who may");
            road.close();
        }
    }

    @Test
    void aFullStorageFailsTheBackupAndWithMoreRoomTheNextOneCompletes() throws Exception {
        try (var drive = new Drive(road.storage(), 24)) {
            road.create(AES);
            SessionReport small = road.backup();
            for (int i = 0; i < 8; i++) {
                TreeFixture.of(road.origin(), file("big-" + i, 8_000_000));
            }
            road.assertFailed(Code.STORAGE_FULL, road.tryBackup(), road.storage(), "is full", "Make room there");
            road.restore(small, "out-small");
            drive.grow(128);
            road.assertRoundTrip("out");
            road.close();
        }
    }

    @Test
    void aWrongPassphraseOpensNothing() throws Exception {
        road.create(AES);
        road.close();
        Path other = top.resolve("other");
        Road.assertRefused(Code.WRONG_PASSPHRASE, () -> road.devices.join(other, Road.NAME, road.storage().toString(),
                "correct house".toCharArray(), Progress.NONE), Road.NAME, "passphrase", "Check it");
        assertFalse(Files.exists(other.resolve("config.ini")));
    }

    @Test
    void aDeviceThatIsNotInTheStorageIsNamed() throws Exception {
        road.create(AES);
        road.close();
        Road.assertRefused(Code.DEVICE_MISSING, () -> road.devices.join(top.resolve("other"), "nobody",
                road.storage().toString(), "x".toCharArray(), Progress.NONE), "nobody", road.storage(),
                "Check the name");
    }

    @Test
    void aNameThatIsTakenIsRefusedInCapitalsToo() throws Exception {
        road.create(AES);
        for (String name : new String[] {Road.NAME, "ANN.pc"}) {
            var device = new NewDevice(name, road.storage().toString(), AES, "x".toCharArray());
            Road.assertRefused(Code.DEVICE_EXISTS, () -> road.devices.create(top.resolve("other"), device), name,
                    road.storage(), "Choose another name");
        }
        road.assertRoundTrip("out");
    }

    @Test
    void aHomeThatHasADeviceIsRefusedForAnother() throws Exception {
        road.create(AES);
        road.close();
        var device = new NewDevice("another", road.storage().toString(), AES, "x".toCharArray());
        Road.assertRefused(Code.DEVICE_EXISTS, () -> road.devices.create(road.home(), device), Road.NAME, road.home(),
                "open the existing device");
    }

    @Test
    void withoutASelectionNothingStarts() throws Exception {
        road.create(AES).select(Road.FILES, Selection.NONE);
        Road.assertRefused(Code.NO_SELECTION, road::tryBackup, "Nothing is selected", "control.selection.modify");
    }

    @Test
    void aSelectionThatMatchesNothingIsSaidToDoSo() throws Exception {
        Device device = road.create(AES);
        Path nowhere = top.resolve("nowhere");
        device.select(Road.FILES, Selection.of(device.source(Road.FILES).parse(nowhere.toString())));
        SessionReport report = road.tryBackup();
        var trouble = road.troubles(report).getFirst();
        assertEquals(nowhere.toString(), device.source(Road.FILES).show(trouble.path()));
        Road.assertSays(trouble.detail(), "there is nothing at this path", "take it out of the selection");
        assertEquals(1, report.totals().errorCount(), () -> road.troubles(report).toString());
        assertFalse(report.state() == SessionReport.State.COMPLETED, report::toString);
    }
}
