package org.backupmanager.engine.internal.device;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Doubt;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.engine.internal.home.Setting;
import org.backupmanager.engine.internal.rebuild.LastSession;
import org.backupmanager.engine.internal.rebuild.Rebuild;
import org.backupmanager.engine.internal.stored.Damages;
import org.backupmanager.engine.internal.stored.Depot;
import org.backupmanager.engine.internal.stored.ObjectNames;
import org.backupmanager.engine.internal.stored.RootLink;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.register.BackupRegister;
import org.backupmanager.register.Registers;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Progress;
import org.backupmanager.storage.StorageTransport;

/**
 * Opens the register of a home so that it can be relied on: one that is damaged or gone, or knows less than was stored
 * from here, is rebuilt from the storage; after a killed process it is set right.
 *
 * @param registers that open folders
 * @param surroundings of the process
 */
public record RegisterOpener(Registers registers, Surroundings surroundings) {

    private static final System.Logger LOG = System.getLogger(RegisterOpener.class.getName());

    /** The stored side of the device in this home, ready for work; the caller closes its register. */
    Depot open(Home home, Vault vault, StorageTransport storage, Progress progress) throws BackupException {
        return open(home, vault, storage, progress, () -> registers.open(home.register()));
    }

    /** How a register that may be damaged is opened the first time. */
    @FunctionalInterface
    interface FirstTry {
        BackupRegister open() throws BackupException;
    }

    /** The same, with a register that was begun to open before. */
    Depot open(Home home, Vault vault, StorageTransport storage, Progress progress, FirstTry first)
            throws BackupException {
        var names = new ObjectNames(vault.device());
        LastSession remembered = LastSession.in(home);
        if (!home.hasRegister() && !home.has(Home.REBUILDING)) {
            beginRebuild(home, Messages.text("rebuild.gone", home.register()));
        }
        BackupRegister register = openOrRenew(home, vault, first);
        try {
            var depot = new Depot(vault, storage, register, names);
            if (!home.has(Home.REBUILDING) && LastSession.after(depot).counter() < remembered.counter()) {
                beginRebuild(home, Messages.text("rebuild.older", home.register()));
            }
            return bringInLine(home, depot, remembered, progress);
        } catch (BackupException | RuntimeException failure) {
            register.close();
            throw failure;
        }
    }

    /** The stored side of a device that was just made, in a home that has no register. */
    Depot fresh(Home home, Vault vault, StorageTransport storage) throws BackupException {
        home.delete(Home.REBUILDING);
        BackupRegister register = registers.open(home.register());
        return new Depot(vault, storage, register, new ObjectNames(vault.device())).with(Damages.in(home, register));
    }

    private Depot bringInLine(Home home, Depot depot, LastSession remembered, Progress progress)
            throws BackupException {
        ConfigFile config = Choices.readConfig(home).orElseGet(() -> ConfigFile.withComment(""));
        int connections = Setting.CONNECTIONS.number(config);
        boolean losses = false;
        if (home.has(Home.REBUILDING)) {
            var rebuild = new Rebuild(depot, connections, progress);
            rebuild.everything(remembered);
            rebuild.tell(Damages.in(home, depot.register()));
            losses = rebuild.foundLosses();
            // they are read again with the sessions that they are about
            home.delete(Home.MARKS);
            home.delete(Home.REBUILDING);
        }
        Depot known = depot.with(Damages.in(home, depot.register()));
        var unfinished = depot.register().sessions().stream().filter(session -> session.end().isEmpty()).toList();
        if (!unfinished.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("rebuild.unclean", depot.vault().device()));
            var rebuild = new Rebuild(known, connections, progress);
            rebuild.afterUncleanEnd(unfinished, surroundings.clock().instant());
            losses |= rebuild.foundLosses();
        }
        if (losses) {
            long newest = depot.register().sessions().stream().mapToLong(session -> session.id().number()).max()
                    .orElse(0);
            new Doubt(newest).remember(home);
        }
        return known;
    }

    private BackupRegister openOrRenew(Home home, Vault vault, FirstTry first) throws BackupException {
        try {
            return openSound(home, vault, first);
        } catch (BackupException damaged) {
            if (damaged.code() != Code.REGISTER_DAMAGED) {
                throw damaged;
            }
            LOG.log(System.Logger.Level.WARNING, damaged.getMessage(), damaged);
            beginRebuild(home, Messages.text("rebuild.aside", home.moveRegisterAside()));
            return registers.open(home.register());
        }
    }

    /** A register whose newest root cannot be read is as damaged as one that does not open. */
    private static BackupRegister openSound(Home home, Vault vault, FirstTry first) throws BackupException {
        BackupRegister register = first.open();
        try {
            RootLink.next(vault, register);
            return register;
        } catch (BackupException damaged) {
            register.close();
            if (damaged.code() == Code.OBJECT_DAMAGED) {
                throw new BackupException(Code.REGISTER_DAMAGED, home.register(), damaged.getMessage())
                        .because(damaged);
            }
            throw damaged;
        }
    }

    /** From now on, until it is complete, the register is not relied on, whatever happens to this process. */
    private static void beginRebuild(Home home, String why) throws BackupException {
        LOG.log(System.Logger.Level.WARNING, why);
        home.writeText(Home.REBUILDING, why + "\n");
    }
}
