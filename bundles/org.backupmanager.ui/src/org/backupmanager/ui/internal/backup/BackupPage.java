package org.backupmanager.ui.internal.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.model.Selection;
import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Page;
import org.backupmanager.ui.internal.work.RunBackup;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** Answers "what do I protect?": data sources at the left, what is chosen of one at the right. */
public final class BackupPage implements Page {

    private static final int LIST = 288;

    private final Desk desk;
    private final Headline headline;
    private final RunBackup run;
    private final Button runButton;
    private final SourceList list;
    private final Composite right;
    private final StackLayout stack = new StackLayout();
    private final Map<String, SelectionEditor> editors = new HashMap<>();
    private Optional<EmptySelection> empty = Optional.empty();

    public BackupPage(Composite area, Desk desk) {
        this.desk = desk;
        headline = new Headline(area, desk.look(), Messages.title);
        run = new RunBackup(desk, headline.page(), headline::problem);
        runButton = headline.action("backup.run", Messages.run, () -> run.start(List.of()));
        Composite body = desk.shapes().grid(headline.page(), 2);
        ((GridLayout) body.getLayout()).horizontalSpacing = Shapes.WIDE_GAP;
        body.setLayoutData(Shapes.fill());
        list = new SourceList(body, desk, this::open);
        GridData place = new GridData(SWT.FILL, SWT.FILL, false, true);
        place.widthHint = LIST;
        list.control().setLayoutData(place);
        right = new Composite(body, SWT.NONE);
        right.setBackground(body.getBackground());
        right.setLayout(stack);
        right.setLayoutData(Shapes.fill());
        desk.standing().hear(headline.page(), this::update);
        desk.feed().hear(headline.page(), running -> enable(), () -> { });
    }

    private void update(Standing.Facts facts) {
        list.show(facts, editors.keySet());
        enable();
        if (stack.topControl == null || empty.filter(e -> e.control() == stack.topControl).isPresent()) {
            facts.sources().stream().filter(source -> !source.selection().isEmpty()).findFirst()
                    .ifPresentOrElse(source -> open(source.source()), () -> invite(facts));
        }
    }

    private void invite(Standing.Facts facts) {
        if (empty.isEmpty()) {
            empty = Optional.of(new EmptySelection(right, desk, facts, this::open));
        }
        stack.topControl = empty.get().control();
        right.layout();
    }

    /** Shows what is chosen of a data source, to change it. */
    private void open(DataSource source) {
        SelectionEditor editor = editors.computeIfAbsent(source.id(), id -> edit(source));
        stack.topControl = editor.control();
        right.layout();
        list.mark(source);
        list.show(desk.standing().facts(), editors.keySet());
    }

    private SelectionEditor edit(DataSource source) {
        Selection chosen = desk.standing().facts().sources().stream()
                .filter(facts -> facts.source().id().equals(source.id())).map(Standing.SourceFacts::selection)
                .findFirst().orElse(Selection.NONE);
        return new SelectionEditor(right, desk, source, chosen, headline::problem);
    }

    private void enable() {
        Shapes.enable(runButton, run.possible());
        runButton.setToolTipText(run.tip());
    }

    @Override
    public Composite control() {
        return headline.page();
    }

    @Override
    public void shown() {
        desk.standing().refresh();
    }
}
