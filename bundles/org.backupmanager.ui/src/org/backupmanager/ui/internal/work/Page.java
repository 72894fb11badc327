package org.backupmanager.ui.internal.work;

import org.eclipse.swt.widgets.Composite;

/** One page of the window. */
public interface Page {

    /** All of it. */
    Composite control();

    /** It has just come to the front. */
    void shown();
}
