package org.backupmanager.engine.internal.parity;

import java.util.Optional;
import java.util.function.Supplier;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.pipeline.Gate;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;

/**
 * Parity as the setting asks for it, after a backup; what goes wrong with it is logged and made good by the next one.
 *
 * @param groups of the device
 * @param scheme what the setting says now; empty for none
 */
public record ParityWork(ParityGroups groups, Supplier<Optional<ParityScheme>> scheme) {

    private static final System.Logger LOG = System.getLogger(ParityWork.class.getName());

    /** A session is committed: protects what it stored, as far as there is enough for whole groups. */
    public void committed(Gate gate) {
        Optional<ParityScheme> wanted = scheme.get();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            groups.form(wanted.get(), gate);
        } catch (SessionCancelledException later) {
            LOG.log(System.Logger.Level.DEBUG, later.getMessage(), later);
        } catch (BackupException failure) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("parity.failed", failure.getMessage()), failure);
        }
    }
}
