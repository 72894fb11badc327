package org.backupmanager.itest.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A person's first hour with the workbench, on real widgets, real services and real files; each step follows the one
 * before.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstHourUiTest {

    private static final Path TARGET = Path.of(System.getProperty("test.target"));
    private static final Path WORK = TARGET.resolve("first-hour");
    private static final Path HOME = Path.of(System.getProperty("test.home"));
    private static final Path DATA = WORK.resolve("data");
    private static final Path STORAGE = WORK.resolve("storage");
    private static final Path RESTORED = WORK.resolve("restored");

    private static final ServiceProcess service = new ServiceProcess(WORK);

    private final Window window;

    FirstHourUiTest() throws IOException {
        window = new Window(TARGET.resolve("screenshots"));
    }

    @Test
    @Order(1)
    void aDeviceIsCreatedOnTheFirstPage() throws IOException {
        fill();
        window.widget("new.create", Button.class);
        window.shoot("1-first-run");
        assertFalse(window.enabled("new.create"), "nothing was typed yet");
        window.type("new.name", "not a name");
        assertTrue(window.label("new.name.hint").contains("letters"), "what is wrong is said while typing");
        window.type("new.name", "first-hour");
        window.type("new.storage", STORAGE.toString());
        window.type("new.passphrase", "correct horse battery");
        window.type("new.again", "correct horse");
        assertFalse(window.enabled("new.create"), "the passphrases differ");
        window.type("new.again", "correct horse battery");
        window.shoot("2-first-run-filled");
        window.press("new.create");
        Label device = window.widget("header.device", Label.class);
        window.await("the device is open", () -> device.getText().equals("first-hour"));
    }

    @Test
    @Order(2)
    void theOverviewSaysThatNothingIsSelected() {
        window.press("rail.overview");
        Label sentence = window.widget("overview.sentence", Label.class);
        window.await("it says so", () -> sentence.getText().startsWith("Nothing is selected"));
        assertFalse(window.enabled("overview.run"));
        window.shoot("3-overview-empty");
    }

    @Test
    @Order(3)
    void aFolderIsTickedAndCounted() {
        window.press("rail.backup");
        window.widget("backup.run", Button.class);
        window.shoot("4-backup-empty");
        assertFalse(window.enabled("backup.run"), "nothing is selected");
        window.press("backup.add.FileSystem");
        window.tick("backup.tree", DATA);
        Label size = window.widget("backup.size", Label.class);
        window.await("it is counted", () -> size.getText().startsWith("4 files"));
        Button run = window.widget("backup.run", Button.class);
        window.await("a backup can be run", run::isEnabled);
        window.shoot("5-backup-ticked");
    }

    @Test
    @Order(4)
    void aBackupRunsAndItsSessionAppears() {
        window.press("backup.run");
        window.press("rail.overview");
        Table sessions = window.widget("overview.sessions", Table.class);
        window.await("the session has ended well",
                () -> sessions.getItemCount() == 1 && sessions.getItem(0).getText(0).equals("Completed"));
        Label sentence = window.widget("overview.sentence", Label.class);
        window.await("all is well", () -> sentence.getText().equals("You are protected."));
        window.shoot("6-overview-protected");
    }

    @Test
    @Order(5)
    void everythingComesBackEqualInANewPlace() throws IOException {
        window.press("rail.restore");
        Combo source = window.widget("restore.source", Combo.class);
        window.await("the session is listed", () -> source.getItemCount() == 1);
        window.press("restore.everything");
        window.type("restore.folder", RESTORED.toString());
        Label sentence = window.widget("restore.sentence", Label.class);
        window.await("it says what will happen", () -> sentence.getText().startsWith("Restore everything (4 files"));
        window.shoot("7-restore-ready");
        window.press("restore.start");
        Label result = window.widget("restore.result", Label.class);
        window.await("it has ended", () -> result.getText().startsWith("Restored"));
        window.shoot("8-restored");
        Path back = RESTORED.resolve(DATA.getRoot().relativize(DATA));
        assertEquals(content(DATA), content(back));
    }

    @Test
    @Order(6)
    void aSettingIsCheckedWhileItIsTyped() {
        window.press("rail.preferences");
        window.type("setting.Connections", "99");
        Label hint = window.widget("setting.Connections.hint", Label.class);
        window.await("it is refused", () -> hint.getText().contains("99"));
        window.type("setting.Connections", "4");
        window.await("it is kept", () -> hint.getText().equals("Saved."));
        window.shoot("9-preferences");
    }

    @Test
    @Order(7)
    void aScheduleIsCheckedWhileItIsTypedAndKept() {
        window.press("preferences.schedule");
        window.widget("schedule.keep", Button.class);
        window.await("a name is wanted", () -> !window.enabled("schedule.keep"));
        window.type("schedule.name", "Nightly");
        window.type("schedule.time", "25:00");
        Label wrong = window.widget("schedule.wrong", Label.class);
        window.await("the time is refused", () -> wrong.getText().contains("18:30"));
        window.type("schedule.time", "02:30");
        window.press("schedule.keep");
        Table list = window.widget("schedule.list", Table.class);
        window.await("it is listed", () -> list.getItemCount() == 1 && list.getItem(0).getText(0).equals("Nightly"));
        window.shoot("10-schedule");
    }

    @Test
    @Order(8)
    void anArchivingRuleIsKept() {
        window.press("preferences.archiving");
        window.type("archiving.name", "End of month");
        window.press("archiving.keep");
        Table list = window.widget("archiving.list", Table.class);
        window.await("it is listed", () -> list.getItemCount() == 1);
        window.shoot("11-archiving");
    }

    @Test
    @Order(9)
    void aRetentionPolicyShowsWhatItWouldDo() {
        window.press("preferences.retention");
        Table preview = window.widget("retention.preview", Table.class);
        window.await("the session is shown", () -> preview.getItemCount() == 1);
        assertFalse(window.enabled("retention.set"), "nothing is changed");
        window.shoot("12-retention");
    }

    @Test
    @Order(10)
    void aTestMailSaysWhyItCannotBeSent() throws Exception {
        int free;
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = door.getLocalPort();
        }
        window.press("preferences.mail");
        window.type("setting.MailAddress", "ann");
        Label hint = window.widget("setting.MailAddress.hint", Label.class);
        window.await("it is refused", () -> hint.getText().contains("mail address"));
        keep("MailAddress", "ann@example.org");
        keep("MailServer", "127.0.0.1");
        keep("MailPort", Integer.toString(free));
        window.press("mail.test");
        Label result = window.widget("mail.test.result", Label.class);
        window.await("the server that is not there is named",
                () -> result.getText().contains("127.0.0.1:" + free) && result.getText().contains("MailPort"));
        window.shoot("13-mail");
    }

    private void keep(String setting, String value) {
        window.type("setting." + setting, value);
        Label hint = window.widget("setting." + setting + ".hint", Label.class);
        window.await(setting + " is kept", () -> hint.getText().equals("Saved."));
    }

    @Test
    @Order(11)
    void aServiceTakesTheDeviceOverAndThePagesWorkAsBefore() throws Exception {
        window.press("rail.overview");
        Table before = window.widget("overview.sessions", Table.class);
        service.start(HOME);
        window.await("the window works through the service", before::isDisposed);
        window.press("rail.backup");
        window.await("the service has counted", "backup.size", Label.class,
                size -> size.getText().startsWith("4 files"));
        Files.writeString(DATA.resolve("letters/more.txt"), "one more");
        window.press("backup.run");
        window.press("rail.overview");
        window.await("the service has backed up", "overview.sessions", Table.class,
                sessions -> sessions.getItemCount() == 3 && sessions.getItem(0).getText(0).equals("Completed"));
        window.shoot("14-overview-of-a-service");
    }

    @Test
    @Order(12)
    void aServiceThatHangsFreezesNothing() throws Exception {
        service.process().signal("STOP");
        try {
            for (String page : new String[] { "backup", "restore", "preferences", "overview" }) {
                long start = System.nanoTime();
                window.press("rail." + page);
                long millis = (System.nanoTime() - start) / 1_000_000;
                assertTrue(millis < 5_000, () -> page + " took " + millis + " ms");
            }
        } finally {
            service.process().signal("CONT");
        }
    }

    @Test
    @Order(13)
    void aServiceThatWasKilledComesBackByItself() throws Exception {
        service.process().kill();
        window.await("it says so", "notice", Label.class,
                notice -> notice.getText().startsWith("The process that works"));
        window.shoot("15-service-gone");
        service.start(HOME);
        window.await("the device is back", "header.device", Label.class,
                device -> device.getText().equals("first-hour"));
        window.press("rail.restore");
        window.await("its sessions are listed", "restore.source", Combo.class, source -> source.getItemCount() == 1);
    }

    @Test
    @Order(14)
    void whereTheServiceStaysAwayTheWindowOpensTheDeviceItself() throws Exception {
        service.process().kill();
        window.widget("notice", Label.class);
        window.press("notice.retry");
        window.await("the device is open here", "header.device", Label.class,
                device -> device.getText().equals("first-hour"));
        assertTrue(Files.readString(HOME.resolve("lock")).contains("process " + ProcessHandle.current().pid()));
        service.close();
    }

    @Test
    @Order(15)
    void aSessionIsRemovedAfterAQuestionAndBroughtBack() {
        window.press("rail.restore");
        Table sessions = window.widget("restore.sessions", Table.class);
        window.await("both sessions are listed", () -> sessions.getItemCount() == 2);
        window.pressForDialog("restore.remove");
        window.widget("remove.0", Button.class);
        window.shoot("16-remove-question");
        window.press("remove.0");
        window.await("it is off the list", () -> sessions.getItemCount() == 1);
        window.shoot("17-removed");
        window.pressForDialog("restore.removed");
        Table removed = window.widget("removed.sessions", Table.class);
        window.await("it can be brought back", () -> removed.getItemCount() == 1);
        window.ui(() -> {
            removed.select(0);
            removed.notifyListeners(SWT.Selection, new Event());
            return true;
        });
        window.shoot("18-removed-sessions");
        window.press("removed.back");
        window.await("none is removed", () -> removed.getItemCount() == 0);
        window.press("removed.close");
        window.await("it is listed again", () -> sessions.getItemCount() == 2);
    }

    @Test
    @Order(16)
    void aNameIsFoundInAllSessions() {
        window.press("rail.restore");
        window.press("restore.everywhere");
        window.type("restore.filter", "*.txt");
        Tree found = window.widget("restore.tree", Tree.class);
        window.await("both letters are found", () -> found.getItemCount() == 2);
        window.shoot("19-found-everywhere");
        window.type("restore.filter", "no such name");
        window.await("it says so",
                () -> found.getItemCount() == 1 && found.getItem(0).getText().contains("any session"));
    }

    @Test
    @Order(17)
    void limitsOfSpeedAreKept() {
        window.press("rail.preferences");
        window.press("preferences.bandwidth");
        window.press("bandwidth.active");
        window.type("bandwidth.upload", "64");
        Label state = window.widget("bandwidth.state", Label.class);
        window.await("too slow is refused", () -> state.getText().contains("128"));
        window.type("bandwidth.upload", "2048");
        window.press("bandwidth.keep");
        window.await("it is kept", () -> state.getText().startsWith("The limits"));
        window.shoot("20-bandwidth");
    }

    @Test
    @Order(18)
    void kindsOfFilesAreChosenByABox() {
        window.press("rail.backup");
        window.press("backup.kind.Mail");
        Label what = window.widget("backup.what", Label.class);
        window.await("it is said", () -> what.getText().contains("1 kind of files everywhere"));
        window.shoot("21-kinds");
    }

    private static void fill() throws IOException {
        clear(WORK);
        Files.createDirectories(DATA.resolve("letters/2026"));
        byte[] noise = new byte[3_000_000];
        new Random(3).nextBytes(noise);
        Files.write(DATA.resolve("picture.raw"), noise);
        Files.writeString(DATA.resolve("notes.md"), "# Notes\n".repeat(1000));
        Files.writeString(DATA.resolve("letters/dear.txt"), "Dear all");
        Files.writeString(DATA.resolve("letters/2026/empty"), "");
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String kind = Files.isDirectory(path) ? "folder"
                        : Files.getLastModifiedTime(path) + " " + Arrays.hashCode(Files.readAllBytes(path));
                content.put(folder.relativize(path).toString(), kind);
            }
        }
        return content;
    }
}
