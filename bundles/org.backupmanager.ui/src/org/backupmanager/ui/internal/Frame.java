package org.backupmanager.ui.internal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.session.Devices;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Look;
import org.backupmanager.ui.internal.look.Mark;
import org.backupmanager.ui.internal.look.Shapes;
import org.backupmanager.ui.internal.start.StartPage;
import org.backupmanager.ui.internal.work.Background;
import org.backupmanager.ui.internal.work.Desk;
import org.backupmanager.ui.internal.work.Health;
import org.backupmanager.ui.internal.work.SessionFeed;
import org.backupmanager.ui.internal.work.Standing;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Everything in the window: opens the device of the home folder and shows its pages, or how to get a device. */
final class Frame {

    private final Look look;
    private final Memory memory;
    private final InstantSource clock;
    private final Optional<Path> askedHome;
    private final OpenHome openHome;
    private final Comeback comeback;
    private final Background background;
    private final Amounts amounts;
    private final Composite whole;
    private final Header header;
    private final Rail rail;
    private final Composite area;
    private final StackLayout stack = new StackLayout();
    private Optional<Held> held = Optional.empty();
    private Optional<Desk> desk = Optional.empty();
    private Optional<Pages> pages = Optional.empty();
    private Optional<ActivityStrip> strip = Optional.empty();

    Frame(Composite parent, Look look, Memory memory, InstantSource clock, Optional<Path> askedHome,
            OpenHome openHome) {
        this.look = look;
        this.memory = memory;
        this.clock = clock;
        this.askedHome = askedHome;
        this.openHome = openHome;
        this.background = new Background(parent.getDisplay());
        this.comeback = new Comeback(openHome, background);
        this.amounts = new Amounts(Locale.getDefault(Locale.Category.FORMAT), ZoneId.systemDefault());
        whole = new Composite(parent, SWT.NONE);
        whole.setBackground(look.palette().surface());
        GridLayout layout = Shapes.layout(2, 0);
        layout.horizontalSpacing = 0;
        layout.verticalSpacing = 0;
        whole.setLayout(layout);
        header = new Header(whole, look, look.shapes());
        rail = new Rail(whole, look, this::show);
        rail.show(false);
        area = new Composite(whole, SWT.NONE);
        area.setBackground(look.palette().surface());
        area.setLayout(stack);
        area.setLayoutData(Shapes.fill());
        whole.getShell().setImages(new Image[] {
                look.icons().get("brand", 16, look.palette().onAccent(), look.palette().accent()),
                look.icons().get("brand", 32, look.palette().onAccent(), look.palette().accent()) });
    }

    /** Says that the device is being opened; nothing else is there yet. */
    void waiting() {
        notice(new Notice.Text(Mark.IDLE, Messages.openingTitle, Messages.opening), Optional.empty());
    }

    /** Opens the device of the home folder with this service. */
    void use(Devices devices) {
        close();
        waiting();
        Path home = devices.home(askedHome);
        background.run(whole, "open", monitor -> openHome.open(devices, home),
                found -> found.ifPresentOrElse(held -> work(devices, held), () -> start(devices, home)),
                problem -> fail(devices, problem));
    }

    private void fail(Devices devices, BackupException problem) {
        boolean inUse = problem.code() == Code.DEVICE_IN_USE;
        String title = inUse ? Messages.inUseTitle : Messages.problemTitle;
        notice(new Notice.Text(inUse ? Mark.HELD : Mark.ERROR, title, problem.getMessage()),
                Optional.of(new Notice.Choice(Messages.retry, () -> use(devices))));
    }

    private void notice(Notice.Text text, Optional<Notice.Choice> choice) {
        header.none();
        rail.show(false);
        front(new Notice(area, look, text, choice).control());
    }

    /**
     * The process that held the device has ended, or is to hold it: waits for it, and opens the device in this process
     * where it does not come.
     */
    private void await(Devices devices, Notice.Text text) {
        close();
        notice(text, Optional.of(new Notice.Choice(Messages.workHere, () -> use(devices))));
        comeback.await(stack.topControl, devices.home(askedHome), held -> work(devices, held), () -> use(devices));
    }

    private void lost(Devices devices, DeviceLink link) {
        if (desk.isPresent() && held.filter(now -> now.link().filter(link::equals).isPresent()).isPresent()) {
            await(devices, new Notice.Text(Mark.HELD, Messages.lostTitle, Messages.lost));
        }
    }

    private boolean handOver(Devices devices) {
        var text = new Notice.Text(Mark.HELD, Messages.handOverTitle, Messages.handOver);
        background.show(whole, () -> await(devices, text));
        return true;
    }

    private void start(Devices devices, Path home) {
        front(new StartPage(area, look, background, devices, home,
                device -> work(devices, new Held(device, Optional.empty()))).control());
    }

    /** Shows the pages of a device that was opened. */
    private void work(Devices devices, Held found) {
        Device device = found.device();
        held = Optional.of(found);
        found.link().ifPresentOrElse(link -> link.whenLost(() -> background.show(whole, () -> lost(devices, link))),
                () -> openHome.serve(device, () -> handOver(devices)));
        Standing standing = new Standing(device, background, whole);
        SessionFeed feed = new SessionFeed(device.sessions(), background, clock, whole);
        Pages made = new Pages(area, this::shown);
        Desk opened = new Desk(device, feed, standing, background, look, amounts, clock, made);
        made.desk(opened);
        desk = Optional.of(opened);
        pages = Optional.of(made);
        ActivityStrip activity = new ActivityStrip(whole, opened);
        strip = Optional.of(activity);
        header.device(device);
        rail.show(true);
        standing.hear(activity.control(), facts -> judge());
        feed.hear(activity.control(), running -> judge(), standing::refresh);
        standing.refresh();
        show(memory.page());
    }

    private void judge() {
        desk.ifPresent(d -> {
            Health health = Health.of(d.standing().facts(), d.feed().now(), clock.instant(), amounts);
            header.state(health.mark(), health.word());
        });
    }

    /** Goes to a page, where there are pages. */
    void show(PageName page) {
        pages.ifPresent(shown -> shown.show(page));
    }

    private void shown(PageName page, Control control) {
        rail.choose(page);
        memory.page(page);
        front(control);
    }

    private void front(Control control) {
        Control before = stack.topControl;
        stack.topControl = control;
        whole.layout(true, true);
        if (before instanceof Composite && !before.isDisposed() && pages.stream().noneMatch(p -> p.owns(before))) {
            before.dispose();
        }
    }

    /** Whether nothing runs that closing would stop, or the person wants that. */
    boolean mayClose() {
        boolean elsewhere = held.filter(now -> now.link().isPresent()).isPresent();
        List<?> running = elsewhere ? List.of() : desk.map(d -> d.feed().now()).orElse(List.of());
        return running.isEmpty() || MessageDialog.open(MessageDialog.QUESTION, whole.getShell(), Messages.closeTitle,
                amounts.plural(running.size(), Messages.closeQuestionOne, Messages.closeQuestion), SWT.NONE,
                Messages.closeStop, Messages.closeKeep) == 0;
    }

    /** Lets go of the device. */
    void close() {
        openHome.close();
        desk.ifPresent(d -> {
            d.feed().close();
            d.device().close();
        });
        held = Optional.empty();
        desk = Optional.empty();
        if (!whole.isDisposed()) {
            pages.ifPresent(Pages::dispose);
            strip.ifPresent(s -> s.control().dispose());
        }
        pages = Optional.empty();
        strip = Optional.empty();
    }
}
