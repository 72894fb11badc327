package org.backupmanager.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/** What the window remembers until it is opened again. */
final class Memory {

    private static final String PAGE = "page";

    private final IEclipsePreferences kept = InstanceScope.INSTANCE.getNode("org.backupmanager.ui");

    /** The page that was shown last. */
    PageName page() {
        String name = kept.get(PAGE, PageName.OVERVIEW.name());
        for (PageName page : PageName.values()) {
            if (page.name().equals(name)) {
                return page;
            }
        }
        return PageName.OVERVIEW;
    }

    void page(PageName page) {
        kept.put(PAGE, page.name());
        try {
            kept.flush();
        } catch (BackingStoreException e) {
            ILog.get().warn("The page that was shown last cannot be remembered", e);
        }
    }
}
