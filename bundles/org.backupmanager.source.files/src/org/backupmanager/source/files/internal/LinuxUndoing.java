package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Undoing;
import org.backupmanager.source.files.internal.UndoNotes.Note;
import org.backupmanager.source.kit.Kernel;

/** Undoes restores of files on Linux; see {@link UndoKeeper} for how what is replaced is kept. */
final class LinuxUndoing implements Undoing {

    private final KernelPool kernels;
    private final Targets targets;

    LinuxUndoing(KernelPool kernels, Targets targets) {
        this.kernels = kernels;
        this.targets = targets;
    }

    /** Opens the original places for a restore that keeps what it replaces. */
    @FunctionalInterface
    interface Targets {
        RestoreTarget open(UndoKeeper keeper) throws BackupException;
    }

    @Override
    public RestoreTarget target(Path notes, long most) throws BackupException {
        try {
            return targets.open(new UndoKeeper(notes, most, id(notes), kernels));
        } catch (IOException e) {
            throw new BackupException(Code.TARGET_FAILED, notes, e.getMessage()).because(e);
        }
    }

    /** Devices number their restores alike, so the place of the notes tells two of them apart. */
    private static String id(Path notes) {
        return notes.getFileName() + "-" + Integer.toHexString(notes.toAbsolutePath().toString().hashCode());
    }

    @Override
    public Kept kept(Path notes) throws BackupException {
        var items = new AtomicLong();
        var lost = new AtomicLong();
        var bytes = new AtomicLong();
        try {
            UndoNotes.read(notes, note -> {
                switch (note) {
                    case Note.Placed _ -> items.incrementAndGet();
                    case Note.Lost _ -> lost.incrementAndGet();
                    case Note.Keep(int _, ItemPath folder) -> each(folder, (kernel, file, name) -> {
                        if (kernel.stat(file, name, Kernel.NOFOLLOW) == 0) {
                            bytes.addAndGet(kernel.found().allocated());
                        }
                    });
                    case Note.Made _, Note.Found _ -> { }
                }
            });
        } catch (IOException e) {
            throw failed(notes, e);
        }
        return new Kept(items.get(), bytes.get(), lost.get() == 0);
    }

    @Override
    public void undo(Path notes, Teller teller) throws BackupException {
        try (var undo = new LinuxUndo(kernels, lost(notes), teller)) {
            UndoNotes.read(notes, undo::take);
            undo.finish();
        } catch (UndoStopped stopped) {
            throw stopped.cause();
        } catch (IOException e) {
            throw failed(notes, e);
        }
    }

    /** Carries what a teller throws through a reader. */
    static final class UndoStopped extends IOException {
        private static final long serialVersionUID = 1L;
        private final BackupException cause;

        UndoStopped(BackupException cause) {
            super(cause);
            this.cause = cause;
        }

        BackupException cause() {
            return cause;
        }
    }

    private static Set<ItemPath> lost(Path notes) throws IOException {
        Set<ItemPath> lost = new HashSet<>();
        UndoNotes.read(notes, note -> {
            if (note instanceof Note.Lost(ItemPath path)) {
                lost.add(path);
            }
        });
        return lost;
    }

    @Override
    public void forget(Path notes) throws BackupException {
        try {
            UndoNotes.read(notes, note -> {
                if (note instanceof Note.Keep(int _, ItemPath folder)) {
                    each(folder, (kernel, file, name) -> kernel.unlink(file, name, 0));
                    Kernel kernel = kernels.take();
                    kernel.unlink(Kernel.HERE, Opener.absolute(folder), Kernel.REMOVE_FOLDER);
                    kernels.give(kernel);
                }
            });
            UndoNotes.remove(notes);
        } catch (IOException e) {
            throw failed(notes, e);
        }
    }

    private void each(ItemPath folder, KeptVisitor visitor) {
        Kernel kernel = kernels.take();
        int file = kernel.open(Kernel.HERE, Opener.absolute(folder), Kernel.O_DIRECTORY | Kernel.O_NOFOLLOW, 0);
        if (file >= 0) {
            Kernel inner = kernels.take();
            kernel.names(file, name -> visitor.visit(inner, file, name));
            kernels.give(inner);
            kernel.close(file);
        }
        kernels.give(kernel);
    }

    /** Sees the name of something in an open folder. */
    @FunctionalInterface
    private interface KeptVisitor {
        void visit(Kernel kernel, int folder, byte[] name);
    }

    private static BackupException failed(Path notes, IOException e) {
        return new BackupException(Code.TARGET_FAILED, notes, e.getMessage()).because(e);
    }
}
