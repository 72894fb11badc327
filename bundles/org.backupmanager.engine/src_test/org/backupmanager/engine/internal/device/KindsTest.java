package org.backupmanager.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.backupmanager.engine.internal.backup.Made;
import org.backupmanager.engine.internal.home.PlatformHome;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.FileKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices.NewDevice;
import org.backupmanager.session.Progress;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.FakeSource;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are chosen by their kind, wherever they are. */
class KindsTest {

    private static final String NAS = "memory:nas";
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    private Path folder;
    private final PluggedStorages storages = new PluggedStorages().plug(NAS, new MemoryTransport());
    private final FakeSource source = new FakeSource();
    private EngineDevices devices;
    private Device device;

    @BeforeEach
    void start() throws BackupException {
        var surroundings = new Surroundings(new FakeClock(), Made.CHANCE, new PlatformHome(Map.of(), "Linux", folder),
                "Linux", "", "a test", "tester", System.getenv());
        devices = new EngineDevices(new MemoryRegisters(), surroundings).with(List.of(storages), List.of(source));
        device = devices.create(folder.resolve("home"), new NewDevice("Laptop", NAS, CipherSuite.AES_128, PASSPHRASE));
        for (String path : List.of("/etc/hosts", "/etc/manual.PDF", "/home/ann/letter.odt", "/home/ann/photo.jpg",
                "/home/ann/tool.exe", "/home/bob/deep/down/report.docx", "/home/bob/pdf", "/home/bob/.pdf",
                "/srv/only/programs.bin")) {
            source.tree().file(path, path.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void end() {
        devices.close();
    }

    private static Selection kinds(FileKind... kinds) {
        var chosen = new TreeMap<FileKind, Priority>();
        List.of(kinds).forEach(kind -> chosen.put(kind, Priority.NORMAL));
        return Selection.NONE.withKinds(chosen);
    }

    private List<String> backUp(Selection selection) throws Exception {
        device.select("Fake", selection);
        SessionReport report = device.sessions().startBackup(List.of()).getFirst().await();
        assertEquals(State.COMPLETED, report.state());
        List<String> paths = new ArrayList<>();
        device.sessions().walk(report.id(), ItemPath.ROOT, node -> paths.add(node.item().path().toString()));
        return paths;
    }

    @Test
    void onlyFilesOfTheKindAndFoldersThatHoldSomeAreStored() throws Exception {
        assertEquals(List.of("/", "/etc", "/etc/manual.PDF", "/home", "/home/ann", "/home/ann/letter.odt", "/home/bob",
                "/home/bob/deep", "/home/bob/deep/down", "/home/bob/deep/down/report.docx"),
                backUp(kinds(FileKind.DOCUMENTS)));
    }

    @Test
    void kindsAddToPathsAndMasksAndExclusionsLeaveOut() throws Exception {
        device.filter(List.of(Mask.of("down")));
        Selection selection = kinds(FileKind.DOCUMENTS, FileKind.PICTURES)
                .including(ItemPath.parse("/srv"), Priority.HIGH).excluding(ItemPath.parse("/etc"));
        assertEquals(List.of("/", "/home", "/home/ann", "/home/ann/letter.odt", "/home/ann/photo.jpg", "/srv",
                "/srv/only", "/srv/only/programs.bin"), backUp(selection));
        assertEquals(new Device.Content(3, 20 + 19 + 22), device.count("Fake", selection, Progress.NONE));
    }

    @Test
    void aSecondSessionFindsWhatIsNewAndForgetsEmptyFolders() throws Exception {
        backUp(kinds(FileKind.PICTURES));
        source.tree().file("/srv/only/new.png", new byte[] {1});
        source.tree().remove("/home/ann/photo.jpg");
        assertEquals(List.of("/", "/srv", "/srv/only", "/srv/only/new.png"), backUp(kinds(FileKind.PICTURES)));
    }

    @Test
    void kindsAreThereAfterReopening() throws Exception {
        Selection selection = kinds(FileKind.MUSIC).including(ItemPath.parse("/home"), Priority.LOW)
                .excluding(ItemPath.parse("/etc"));
        device.select("Fake", selection);
        device.close();
        device = devices.open(folder.resolve("home")).orElseThrow();
        assertEquals(selection, device.selection("Fake"));
        assertFalse(device.selection("Fake").withKinds(new TreeMap<>()).excludes().contains(ItemPath.parse("/etc")),
                "nothing is left out of nothing");
    }

    @Test
    void forgottenSessionsDoNotComeBack() throws Exception {
        backUp(kinds(FileKind.PICTURES));
        backUp(kinds(FileKind.DOCUMENTS));
        List<SessionId> both = device.sessions().reports().stream().map(SessionReport::id).toList();
        assertEquals(Set.copyOf(both), Set.copyOf(device.cleanUp().forget(both, Progress.NONE).purged()));
        assertEquals(List.of(), device.sessions().reports());
        assertEquals(List.of(), device.cleanUp().removed());
        assertEquals(Code.NO_SESSION, assertThrows(BackupException.class,
                () -> device.cleanUp().undelete(both)).code());
        assertFalse(backUp(kinds(FileKind.PICTURES)).isEmpty(), "the next backup begins anew");
    }

    @Test
    void heldSessionsAreNotForgottenAndNothingElseIs() throws Exception {
        backUp(kinds(FileKind.PICTURES));
        backUp(kinds(FileKind.DOCUMENTS));
        List<SessionId> both = device.sessions().reports().stream().map(SessionReport::id).toList();
        device.plans().retention().hold(both.getLast());
        assertEquals(Code.SESSION_KEPT, assertThrows(BackupException.class,
                () -> device.cleanUp().forget(both, Progress.NONE)).code());
        assertEquals(2, device.sessions().reports().size());
        assertFalse(device.cleanUp().isRunning());
    }

    @Test
    void masksThatMatchNothingAndChosenPathsThatTheyLeaveOutAreSaid() throws Exception {
        device.filter(List.of(Mask.of("*.exe"), Mask.of("*.tpm"), Mask.of("bob")));
        assertEquals(List.of(), device.advice(), "nothing was scanned");
        backUp(Selection.of(ItemPath.parse("/home")));
        assertEquals(1, device.advice().size());
        assertTrue(device.advice().getFirst().contains("*.tpm"), device.advice().getFirst());
        device.select("Fake", Selection.of(ItemPath.parse("/home/bob/deep")));
        assertTrue(device.advice().stream().anyMatch(line -> line.contains("/home/bob/deep") && line.contains("bob")),
                device.advice().toString());
        device.filter(List.of());
        assertEquals(List.of(), device.advice());
    }

    @Test
    void aKindIsKnownByTheExtensionInUpperAndLowerCase() {
        assertEquals(Optional.of(FileKind.MAIL), FileKind.of("Archive 2019.PST".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.of(FileKind.VIDEO), FileKind.of("a.b.Mp4".getBytes(StandardCharsets.UTF_8)));
        for (String none : List.of("", ".", ".pdf", "pdf", "x.", "x.unknown", "x.pdf2", "x.averyveryverylongone")) {
            assertTrue(FileKind.of(none.getBytes(StandardCharsets.UTF_8)).isEmpty(), none);
        }
    }
}
