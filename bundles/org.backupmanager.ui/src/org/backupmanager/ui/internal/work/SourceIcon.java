package org.backupmanager.ui.internal.work;

import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Look;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;

/** The picture of a data source. */
public final class SourceIcon {

    private SourceIcon() {
    }

    /** By what it keeps: files, or something that a server looks after. */
    public static Image of(DataSource source, Look look, int size) {
        return of(source, look, size, true);
    }

    /** As {@link #of(DataSource, Look, int)}, paler where the source cannot be used. */
    public static Image of(DataSource source, Look look, int size, boolean usable) {
        String name = source.id().equals("FileSystem") ? "files" : "database";
        Color tone = usable ? look.palette().accent() : look.palette().secondary();
        return look.icons().get(name, size, tone, look.palette().nothing());
    }
}
