package org.backupmanager.itest.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A person brings the last things back from the device of {@link FirstHourUiTest}, and then gives it up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TidyUpUiTest {

    private static final Path TARGET = Path.of(System.getProperty("test.target"));
    private static final Path WORK = TARGET.resolve("first-hour");
    private static final Path FOLLOWER = WORK.resolve("follower");

    private final Window window;

    TidyUpUiTest() throws IOException {
        window = new Window(TARGET.resolve("screenshots"));
    }

    private void awaitLabel(String id, Predicate<String> condition) {
        window.await(id + " says it", id, Label.class, label -> condition.test(label.getText()));
    }

    @Test
    @Order(1)
    void anArchiveWhoseNameSaysNothingIsNotMade() {
        window.press("rail.restore");
        window.type("restore.filter", "");
        window.press("restore.everything");
        window.press("restore.archive");
        window.type("restore.folder", WORK.resolve("all.tar.gz").toString());
        awaitLabel("restore.folder.hint", hint -> hint.contains(".tar or .zip"));
        assertFalse(window.enabled("restore.start"));
        window.shoot("40-restore-archive");
        window.type("restore.folder", WORK.resolve("all.ZIP").toString());
        awaitLabel("restore.sentence", sentence -> sentence.endsWith("as an archive."));
        window.await("it can be made", () -> window.widget("restore.start", Button.class).isEnabled());
    }

    @Test
    @Order(2)
    void olderFilesAloneCanBeReplaced() {
        window.press("restore.elsewhere");
        window.press("restore.older");
        awaitLabel("restore.sentence", sentence -> sentence.endsWith("replaced unless they are newer."));
        window.shoot("41-restore-older");
    }

    @Test
    @Order(3)
    void aFolderFollowsTheSessionsUntilAPersonEndsThat() {
        window.type("restore.folder", FOLLOWER.toString());
        window.press("restore.continuous");
        window.press("restore.start");
        awaitLabel("restore.result", result -> result.startsWith("The folder follows"));
        window.await("it is counted", "restore.continuous.list", Button.class,
                button -> button.getText().contains("(1)"));
        window.await("it was restored", () -> Files.exists(FOLLOWER));
        window.shoot("42-restore-follows");
        window.pressForDialog("restore.continuous.list");
        Table list = window.widget("continuous.list", Table.class);
        window.await("it is listed", () -> list.getItemCount() == 1);
        assertTrue(window.ui(() -> list.getItem(0).getText()).equals(FOLLOWER.toString()));
        assertFalse(window.enabled("continuous.end"), "nothing is chosen");
        choose(list);
        window.shoot("43-continuous");
        window.press("continuous.pause");
        window.await("it is paused", () -> list.getItemCount() == 1 && list.getItem(0).getText(3).equals("paused"));
        choose(list);
        window.press("continuous.pause");
        window.await("it goes on", () -> list.getItemCount() == 1 && !list.getItem(0).getText(3).equals("paused"));
        choose(list);
        window.pressForDialog("continuous.end");
        window.widget("continuous.end.0", Button.class);
        window.shoot("44-continuous-end");
        window.press("continuous.end.0");
        awaitLabel("continuous.said", said -> said.endsWith("What is there stays."));
        window.await("none is listed", () -> list.getItemCount() == 0);
        window.press("continuous.close");
        window.await("none is counted", "restore.continuous.list", Button.class,
                button -> !button.getText().contains("("));
        assertTrue(Files.exists(FOLLOWER), "what was restored stays");
    }

    private void choose(Table list) {
        window.ui(() -> {
            list.select(0);
            list.notifyListeners(SWT.Selection, new Event());
            return true;
        });
    }

    @Test
    @Order(4)
    void aSessionUnderALimitSaysSo() {
        window.press("rail.preferences");
        window.press("preferences.bandwidth");
        window.type("bandwidth.from", "00:00");
        window.type("bandwidth.until", "00:00");
        window.press("bandwidth.keep");
        awaitLabel("bandwidth.state", state -> state.startsWith("The limits hold"));
        window.press("rail.storage");
        window.type("storage.rate", "1");
        window.press("storage.check");
        awaitLabel("activity.limit", limit -> limit.replace('\u00a0', ' ').equals("Limited to 2 Mbit/s up."));
        window.shoot("45-limited");
        window.press("storage.stop");
        awaitLabel("storage.result", result -> result.startsWith("Stopped"));
    }

    @Test
    @Order(5)
    void aSessionIsHeldFromItsReportUntilAPersonReleasesIt() {
        openReportOfNewestBackup();
        awaitLabel("report.keep.said", said -> said.startsWith("The retention policies"));
        window.press("report.keep");
        awaitLabel("report.keep.said", said -> said.startsWith("Held"));
        window.shoot("46-held");
        window.press("report.back");
        openReportOfNewestBackup();
        awaitLabel("report.keep.said", said -> said.startsWith("Held"));
        window.press("report.keep");
        awaitLabel("report.keep.said", said -> said.startsWith("The retention policies"));
    }

    private void openReportOfNewestBackup() {
        window.press("rail.overview");
        window.type("overview.filter", "Backup");
        window.await("a backup is listed", "overview.sessions", Table.class, sessions -> {
            var open = new Event();
            open.item = sessions.getItemCount() == 0 ? null : sessions.getItem(0);
            if (open.item != null) {
                sessions.notifyListeners(SWT.DefaultSelection, open);
            }
            return open.item != null;
        });
    }

    @Test
    @Order(6)
    void theCopiesGoWithTheSelectionWhereAPersonSaysSoTwice() {
        window.press("rail.backup");
        window.pressForDialog("backup.clear");
        window.widget("clear.1", Button.class);
        window.shoot("47-clear");
        window.press("clear.1");
        window.widget("forget.0", Button.class);
        window.shoot("48-clear-sure");
        window.press("forget.0");
        awaitLabel("forget.said", said -> said.contains("removed for good"));
        window.shoot("49-cleared");
        window.press("forget.close");
        awaitLabel("backup.what", what -> what.startsWith("Nothing is selected"));
        window.press("rail.restore");
        window.widget("restore.none.backup", Button.class);
    }
}
