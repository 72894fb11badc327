package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.model.Trouble;
import org.backupmanager.recovery.RecoveryPlan;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.recovery.RecoveryPlan.Moment;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.Await;
import org.backupmanager.testkit.TreeDigest;
import org.junit.jupiter.api.function.Executable;

/** One folder with all that a backup and a restore need, and the steps of both, by the services of the framework. */
final class Road implements AutoCloseable {

    static final String FILES = "FileSystem";
    static final String NAME = "Ann.PC";
    static final String PASSPHRASE = "correct horse";
    /** Folders on the way to the origin may change meanwhile: their records are stored again then. */
    static final long RECORDS_OF_FOLDERS = 64 << 10;

    private static final int ENOUGH = 1_000;

    final Devices devices = new Services().get(Devices.class);
    final Path top;
    private Optional<Device> open = Optional.empty();

    Road(Path top) {
        this.top = top;
    }

    /** What is backed up. */
    Path origin() {
        return top.resolve("origin");
    }

    Path storage() {
        return top.resolve("storage");
    }

    Path home() {
        return top.resolve("home");
    }

    /** The cabinets in the storage, in the order of names. */
    List<Path> cabinets() {
        Path folder = storage().resolve("ann.pc/cabinets");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes of all cabinets. */
    long storedBytes() {
        return cabinets().stream().mapToLong(cabinet -> cabinet.toFile().length()).sum();
    }

    /** Makes the device, with the origin chosen. */
    Device create(CipherSuite cipher) throws IOException, BackupException {
        Files.createDirectories(storage());
        return select(keep(devices.create(home(), newDevice(cipher))));
    }

    NewDevice newDevice(CipherSuite cipher) {
        return new NewDevice(NAME, storage().toString(), cipher, PASSPHRASE.toCharArray());
    }

    /** Opens the device that is in the home. */
    Device open() throws BackupException {
        return keep(devices.open(home()).orElseThrow());
    }

    /** Opens the device from its storage. */
    Device join() throws BackupException {
        return keep(devices.join(home(), NAME, storage().toString(), PASSPHRASE.toCharArray(), Progress.NONE));
    }

    /** The device chooses the origin, and nothing else. */
    Device select(Device device) throws BackupException {
        device.select(FILES, Selection.of(device.source(FILES).parse(origin().toString())));
        return device;
    }

    private Device keep(Device device) {
        open = Optional.of(device);
        return device;
    }

    Device device() {
        return open.orElseThrow();
    }

    /** A backup that goes well. */
    SessionReport backup() throws BackupException, InterruptedException {
        SessionReport report = tryBackup();
        assertEquals(State.COMPLETED, report.state(), () -> troubles(report).toString());
        return report;
    }

    SessionReport tryBackup() throws BackupException, InterruptedException {
        settle();
        return device().sessions().startBackup(List.of(FILES)).getFirst().await();
    }

    /** A restore of everything that goes well; returns where the origin came back. */
    Path restore(SessionReport from, String place) throws BackupException, InterruptedException {
        SessionReport report = tryRestore(from, top.resolve(place));
        assertEquals(State.COMPLETED, report.state(), () -> troubles(report).toString());
        return restored(place);
    }

    /** What changed in this very moment is read again by the next backup, since it may change again unseen. */
    static void settle() {
        Instant later = Instant.now().plusMillis(30);
        Await.until("nothing has changed just now", () -> Instant.now().isAfter(later));
    }

    SessionReport tryRestore(SessionReport from, Path place) throws BackupException, InterruptedException {
        return device().sessions().startRestore(plan(from, place)).await();
    }

    static RecoveryPlan plan(SessionReport from, Path place) {
        return new RecoveryPlan(FILES, new Moment.Of(from.id()), List.of(), List.of(), Optional.of(place),
                ExistingFiles.OVERWRITE);
    }

    /** Where the origin is after a restore to that place. */
    Path restored(String place) {
        return top.resolve(place).resolve(origin().getRoot().relativize(origin()));
    }

    /** Backs the origin up and restores it; both are equal. */
    void assertRoundTrip(String place) throws Exception {
        assertEquals(List.of(), TreeDigest.differences(origin(), restore(backup(), place)));
    }

    List<Trouble> troubles(SessionReport report) {
        try {
            return device().sessions().troubles(report.id(), ENOUGH);
        } catch (BackupException e) {
            throw new AssertionError(e);
        }
    }

    /** The backup sessions that can be restored, oldest first. */
    List<SessionReport> restorable() {
        return device().sessions().reports().reversed().stream()
                .filter(report -> report.type() == Type.BACKUP && report.state().isRestorable()).toList();
    }

    /** Nothing but records of folders has come to the storage since it had that many bytes. */
    void assertNothingWasSent(long before) {
        long now = storedBytes();
        assertTrue(now - before <= RECORDS_OF_FOLDERS, () -> now - before + " bytes were sent");
    }

    /** The call is refused, in words that have all of these in them. */
    static void assertRefused(Code code, Executable call, Object... words) {
        BackupException refused = assertThrows(BackupException.class, call);
        assertEquals(code, refused.code(), refused::getMessage);
        assertSays(refused.getMessage(), words);
    }

    /** The session failed for that reason, in words that have all of these in them. */
    void assertFailed(Code code, SessionReport report, Object... words) {
        List<Trouble> troubles = troubles(report);
        assertEquals(State.FAILED, report.state(), troubles::toString);
        Trouble last = troubles.getLast();
        assertEquals(code, last.code(), last::toString);
        assertSays(last.detail(), words);
    }

    static void assertSays(String text, Object... words) {
        for (Object word : words) {
            assertTrue(text.contains(word.toString()), () -> "\"" + word + "\" is not in: " + text);
        }
    }

    @Override
    public void close() {
        open.ifPresent(Device::close);
        open = Optional.empty();
    }
}
