package org.backupmanager.ui.internal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.ui.internal.backup.BackupPage;
import org.backupmanager.ui.internal.health.StoragePage;
import org.backupmanager.ui.internal.overview.OverviewPage;
import org.backupmanager.ui.internal.overview.ReportPage;
import org.backupmanager.ui.internal.restore.RestorePage;
import org.backupmanager.ui.internal.settings.PreferencesPage;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Guide;
import org.backupmanager.ui.internal.work.Page;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** The pages of one device, each made when it is first shown. */
final class Pages implements Guide {

    private final Composite area;
    private final BiConsumer<PageName, Control> shown;
    private final Map<PageName, Page> made = new EnumMap<>(PageName.class);
    private Optional<Desk> desk = Optional.empty();
    private Optional<ReportPage> report = Optional.empty();

    Pages(Composite area, BiConsumer<PageName, Control> shown) {
        this.area = area;
        this.shown = shown;
    }

    /** Says what the pages work with; called once, before anything is shown. */
    void desk(Desk opened) {
        desk = Optional.of(opened);
    }

    void show(PageName name) {
        Page page = made.computeIfAbsent(name, this::make);
        shown.accept(name, page.control());
        page.shown();
    }

    private Page make(PageName name) {
        Desk ready = desk.orElseThrow();
        return switch (name) {
            case OVERVIEW -> new OverviewPage(area, ready);
            case BACKUP -> new BackupPage(area, ready);
            case RESTORE -> new RestorePage(area, ready);
            case STORAGE -> new StoragePage(area, ready);
            case PREFERENCES -> new PreferencesPage(area, ready);
        };
    }

    /** Whether a control is one of these pages. */
    boolean owns(Control control) {
        return made.values().stream().anyMatch(page -> page.control() == control)
                || report.stream().anyMatch(page -> page.control() == control);
    }

    @Override
    public void overview() {
        show(PageName.OVERVIEW);
    }

    @Override
    public void backup() {
        show(PageName.BACKUP);
    }

    @Override
    public void restore(Optional<SessionId> from) {
        show(PageName.RESTORE);
        if (made.get(PageName.RESTORE) instanceof RestorePage page) {
            from.ifPresent(page::choose);
        }
    }

    @Override
    public void storage() {
        show(PageName.STORAGE);
    }

    @Override
    public void report(SessionReport about) {
        Optional<ReportPage> before = report;
        ReportPage page = new ReportPage(area, desk.orElseThrow(), about);
        report = Optional.of(page);
        shown.accept(PageName.OVERVIEW, page.control());
        before.ifPresent(old -> old.control().dispose());
    }

    void dispose() {
        made.values().forEach(page -> page.control().dispose());
        report.ifPresent(page -> page.control().dispose());
    }
}
