package org.backupmanager.ui.internal.work;

import org.backupmanager.source.DataSource;
import org.backupmanager.ui.internal.look.Look;
import org.eclipse.swt.graphics.Image;

/** The picture of a data source. */
public final class SourceIcon {

    private SourceIcon() {
    }

    /** By what it keeps: files, or something that a server looks after. */
    public static Image of(DataSource source, Look look, int size) {
        String name = source.id().equals("FileSystem") ? "files" : "database";
        return look.icons().get(name, size, look.palette().accent(), look.palette().nothing());
    }
}
