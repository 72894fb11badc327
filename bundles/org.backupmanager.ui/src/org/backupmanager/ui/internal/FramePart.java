package org.backupmanager.ui.internal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import org.backupmanager.command.CommandHost;
import org.backupmanager.command.DeviceLinks;
import org.backupmanager.session.Devices;
import org.backupmanager.ui.internal.look.Look;
import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchWindow;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

/** Puts the {@link Frame} into the window, with the best {@link Devices} service there is. */
public final class FramePart {

    static final String ID = "org.backupmanager.ui.frame";

    private Optional<Devices> devices = Optional.empty();
    private Optional<CommandHost> host = Optional.empty();
    private Optional<DeviceLinks> links = Optional.empty();
    private Optional<Frame> frame = Optional.empty();

    /** The part in a window. */
    static Optional<FramePart> in(IWorkbenchWindow window) {
        MPart part = window.getService(EPartService.class).findPart(ID);
        return part != null && part.getObject() instanceof FramePart found ? Optional.of(found) : Optional.empty();
    }

    /** Called by the workbench whenever the service comes or changes. */
    @Inject
    @org.eclipse.e4.core.di.annotations.Optional
    void use(@Service Devices service) {
        devices = Optional.ofNullable(service);
        frame.ifPresent(shown -> devices.ifPresent(shown::use));
    }

    /** Called by the workbench whenever the service comes or goes. */
    @Inject
    @org.eclipse.e4.core.di.annotations.Optional
    void use(@Service CommandHost service) {
        host = Optional.ofNullable(service);
    }

    /** Called by the workbench whenever the service comes or goes. */
    @Inject
    @org.eclipse.e4.core.di.annotations.Optional
    void use(@Service DeviceLinks service) {
        links = Optional.ofNullable(service);
    }

    @PostConstruct
    void create(Composite parent, MTrimmedWindow window) {
        // The workbench reserves lines for its own status and tools; ours is all there is.
        window.getTrimBars().forEach(bar -> bar.setVisible(false));
        Look look = new Look(parent.getDisplay());
        Frame made = new Frame(parent, look, new Memory(), InstantSource.system(), home(),
                new OpenHome(() -> host, () -> links));
        frame = Optional.of(made);
        devices.ifPresentOrElse(made::use, made::waiting);
    }

    private static Optional<Path> home() {
        String[] arguments = Platform.getApplicationArgs();
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("-home")) {
                return Optional.of(Path.of(arguments[i + 1]));
            }
        }
        return Optional.empty();
    }

    @PreDestroy
    void close() {
        frame.ifPresent(Frame::close);
    }

    /** Goes to a page. */
    void show(PageName page) {
        frame.ifPresent(shown -> shown.show(page));
    }

    /** Whether nothing runs that closing would stop, or the person wants that. */
    boolean mayClose() {
        return frame.map(Frame::mayClose).orElse(true);
    }
}
