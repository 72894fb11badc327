package org.backupmanager.ui.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The frame and nothing else: no editors, no tabs. */
public final class FramePerspective implements IPerspectiveFactory {

    static final String ID = "org.backupmanager.ui.perspective";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        layout.setFixed(true);
        layout.addStandaloneView(FramePart.ID, false, IPageLayout.LEFT, 1.0f, layout.getEditorArea());
        layout.getViewLayout(FramePart.ID).setCloseable(false);
        layout.getViewLayout(FramePart.ID).setMoveable(false);
    }
}
