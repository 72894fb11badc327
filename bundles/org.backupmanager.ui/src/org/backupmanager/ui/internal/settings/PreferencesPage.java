package org.backupmanager.ui.internal.settings;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.ui.internal.look.Headline;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.plan.BandwidthPane;
import org.backupmanager.ui.internal.plan.PlanPane;
import org.backupmanager.ui.internal.plan.RetentionPane;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Page;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** The parts of Preferences, one of which is shown. */
public final class PreferencesPage implements Page {

    private final Desk desk;
    private final Headline headline;
    private final Composite stack;
    private final Map<Part, Button> buttons = new EnumMap<>(Part.class);
    private final Map<Part, Shown> made = new EnumMap<>(Part.class);
    private Part chosen = Part.SETTINGS;

    /** A part; its name in lower case is in the ids of its widgets. */
    private enum Part {
        SETTINGS, SCHEDULE, ARCHIVING, RETENTION, BANDWIDTH, MAIL;

        String label() {
            return switch (this) {
                case SETTINGS -> Messages.settings;
                case SCHEDULE -> Messages.schedule;
                case ARCHIVING -> Messages.archiving;
                case RETENTION -> Messages.retention;
                case BANDWIDTH -> Messages.bandwidth;
                case MAIL -> Messages.mail;
            };
        }
    }

    /** A part that was made: where it scrolls, and what it does when it comes to the front. */
    private record Shown(ScrolledComposite scrolled, Runnable shown) {
    }

    /** The content of a part. */
    private record Content(Composite control, Runnable shown) {
    }

    public PreferencesPage(Composite area, Desk desk) {
        this.desk = desk;
        Shapes shapes = desk.shapes();
        headline = new Headline(area, desk.look(), Messages.title);
        Composite row = shapes.grid(headline.page(), Part.values().length);
        row.setLayoutData(Shapes.fillRow());
        for (Part part : Part.values()) {
            Button button = new Button(row, SWT.TOGGLE);
            button.setText(part.label());
            button.setData(Shapes.ID, "preferences." + part.name().toLowerCase(java.util.Locale.ROOT));
            button.addListener(SWT.Selection, e -> show(part));
            Shapes.place(button, new GridData(SWT.LEFT, SWT.CENTER, false, false));
            buttons.put(part, button);
        }
        stack = new Composite(headline.page(), SWT.NONE);
        stack.setBackground(headline.page().getBackground());
        stack.setLayout(new StackLayout());
        stack.setLayoutData(Shapes.fill());
    }

    private void show(Part part) {
        chosen = part;
        buttons.forEach((each, button) -> button.setSelection(each == part));
        Shown front = made.computeIfAbsent(part, this::make);
        ((StackLayout) stack.getLayout()).topControl = front.scrolled();
        stack.layout(true, true);
        front.shown().run();
    }

    private Shown make(Part part) {
        ScrolledComposite scrolled = new ScrolledComposite(stack, SWT.V_SCROLL);
        scrolled.setBackground(stack.getBackground());
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        Content content = content(part, scrolled);
        scrolled.setContent(content.control());
        // what a part loads makes it higher
        content.control().addListener(SWT.Paint, e -> fit(scrolled));
        scrolled.addListener(SWT.Resize, e -> fit(scrolled));
        return new Shown(scrolled, content.shown());
    }

    private static void fit(ScrolledComposite scrolled) {
        int height = scrolled.getContent().computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y;
        if (scrolled.getMinHeight() != height) {
            scrolled.setMinHeight(height);
        }
    }

    private Content content(Part part, Composite parent) {
        return switch (part) {
            case SETTINGS -> {
                var pane = new SettingsPane(parent, desk, headline::problem);
                yield new Content(pane.control(), () -> {
                    // settings are read once
                });
            }
            case SCHEDULE -> plans(PlanPane.schedules(parent, desk));
            case ARCHIVING -> plans(PlanPane.archiving(parent, desk));
            case RETENTION -> {
                var pane = new RetentionPane(parent, desk);
                yield new Content(pane.control(), pane::shown);
            }
            case BANDWIDTH -> {
                var pane = new BandwidthPane(parent, desk);
                yield new Content(pane.control(), pane::shown);
            }
            case MAIL -> {
                var pane = new MailPane(parent, desk, headline::problem);
                yield new Content(pane.control(), () -> {
                    // settings are read once
                });
            }
        };
    }

    private static Content plans(PlanPane<?> pane) {
        return new Content(pane.control(), pane::shown);
    }

    @Override
    public Composite control() {
        return headline.page();
    }

    @Override
    public void shown() {
        show(chosen);
        Optional.ofNullable(buttons.get(chosen)).ifPresent(Button::setFocus);
    }
}
