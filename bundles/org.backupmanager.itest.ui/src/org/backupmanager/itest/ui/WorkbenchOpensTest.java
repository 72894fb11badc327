package org.backupmanager.itest.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** The product starts with its window, and with no error dialog in front of it. */
class WorkbenchOpensTest {

    @Test
    void theWorkbenchOpensOneWindow() {
        assertTrue(PlatformUI.isWorkbenchRunning());
        int windows = Display.getDefault().syncCall(() -> PlatformUI.getWorkbench().getWorkbenchWindowCount());
        assertEquals(1, windows);
    }
}
