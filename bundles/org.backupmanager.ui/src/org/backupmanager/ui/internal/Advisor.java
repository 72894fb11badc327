package org.backupmanager.ui.internal;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** A workbench with one window and none of an IDE's looks. */
final class Advisor extends WorkbenchAdvisor {

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        super.initialize(configurer);
        configurer.setSaveAndRestore(true);
        configurer.setExitOnLastWindowClose(true);
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return FramePerspective.ID;
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new Window(configurer);
    }

    private static final class Window extends WorkbenchWindowAdvisor {

        private static final Point USUAL = new Point(1280, 800);

        Window(IWorkbenchWindowConfigurer configurer) {
            super(configurer);
        }

        @Override
        public void preWindowOpen() {
            IWorkbenchWindowConfigurer window = getWindowConfigurer();
            Rectangle screen = Display.getCurrent().getPrimaryMonitor().getClientArea();
            window.setInitialSize(new Point(Math.min(USUAL.x, screen.width), Math.min(USUAL.y, screen.height)));
            window.setTitle(Messages.product);
            window.setShowMenuBar(false);
            window.setShowCoolBar(false);
            window.setShowPerspectiveBar(false);
            window.setShowStatusLine(false);
            window.setShowProgressIndicator(false);
        }

        @Override
        public boolean preWindowShellClose() {
            return FramePart.in(getWindowConfigurer().getWindow()).map(FramePart::mayClose).orElse(true);
        }
    }
}
