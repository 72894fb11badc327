package org.backupmanager.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Handles Ctrl+1 and the like. */
public final class GoToPage extends AbstractHandler {

    private static final String PAGE = "org.backupmanager.ui.page.name";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        PageName page = PageName.valueOf(event.getParameter(PAGE));
        FramePart.in(HandlerUtil.getActiveWorkbenchWindowChecked(event)).ifPresent(part -> part.show(page));
        return null; // as the interface asks for
    }
}
