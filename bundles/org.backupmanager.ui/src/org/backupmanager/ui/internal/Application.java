package org.backupmanager.ui.internal;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Opens the workbench. Ends with 69 and one line on standard error where there is no display. */
public final class Application implements IApplication {

    private static final Integer NO_DISPLAY = 69;

    @Override
    public Object start(IApplicationContext context) {
        context.applicationRunning();
        Display display;
        try {
            display = PlatformUI.createDisplay();
        } catch (SWTError | UnsatisfiedLinkError e) {
            // A terminal is all that is left to tell it on.
            System.err.println(Messages.bind(Messages.noDisplay, e.getMessage().lines().findFirst().orElse("")));
            return NO_DISPLAY;
        }
        Display.setAppName(Messages.product);
        try {
            int code = PlatformUI.createAndRunWorkbench(display, new Advisor());
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            var workbench = PlatformUI.getWorkbench();
            workbench.getDisplay().syncExec(workbench::close);
        }
    }
}
