package org.backupmanager.engine.internal.run;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.session.BackupException;

/** Is told bad news. Safe for use by many threads. */
public interface Troubles {

    /** For checks whose findings are told by whoever makes good what they find. */
    Troubles UNTOLD = new Troubles() {
        @Override
        public void add(ItemPath path, Code code, Severity severity, Object... arguments) {
            // told later
        }

        @Override
        public void add(ItemPath path, BackupException failure) {
            // told later
        }
    };

    /**
     * Bad news about an item; the arguments are those of the code's text. An error counts as an item that is missing.
     */
    void add(ItemPath path, Code code, Severity severity, Object... arguments);

    /** What ended the session, or would have; counts as an error. */
    void add(ItemPath path, BackupException failure);
}
