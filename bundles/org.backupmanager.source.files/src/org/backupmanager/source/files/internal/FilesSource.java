package org.backupmanager.source.files.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.recovery.RecoveryPlan.ExistingFiles;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.Availability;
import org.backupmanager.source.DataSource;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.RestoreTarget;
import org.backupmanager.source.Selectable;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.Undoing;
import org.backupmanager.source.kit.Kernel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Files and folders: everything that a Linux file system can hold; on other systems what Java can read and write. */
@Component(service = DataSource.class, property = "source.id=" + FilesSource.ID)
public final class FilesSource implements DataSource {

    static final String ID = "FileSystem";

    private static final Logger LOG = System.getLogger(FilesSource.class.getName());

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /** Made beside whatever else starts, since the way to the kernel takes a tenth of a second to open. */
    private final FutureTask<FileTree> tree;

    /** For this operating system. */
    public FilesSource() {
        this(FilesSource::tree);
    }

    FilesSource(Callable<FileTree> making) {
        tree = new FutureTask<>(making);
        Thread.ofVirtual().name("files-start").start(tree);
    }

    private static FileTree tree() {
        Optional<String> missing = Kernel.missing();
        if (missing.isEmpty()) {
            return new LinuxTree();
        }
        if (System.getProperty("os.name").equals("Linux")) {
            LOG.log(Level.WARNING, Messages.text("portable", missing.get()));
        }
        return new PortableTree(WINDOWS);
    }

    private FileTree ready() {
        tree.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return tree.get();
                } catch (InterruptedException e) {
                    interrupted = true; // It is a matter of milliseconds; the caller asks for itself.
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Deactivate
    void close() {
        ready().close();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return Messages.text("label");
    }

    @Override
    public String description() {
        return Messages.text("description");
    }

    @Override
    public Availability availability() {
        return Availability.HERE;
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public Overlap overlap() {
        return Overlap.MERGES;
    }

    @Override
    public List<Selectable> browse(ItemPath parent) throws BackupException {
        return ready().browse(parent);
    }

    @Override
    public ItemPath parse(String text) throws BackupException {
        return WINDOWS ? WindowsPaths.parse(text) : PosixPaths.parse(text, PosixPaths.of(Path.of("")));
    }

    @Override
    public String show(ItemPath path) {
        return WINDOWS ? WindowsPaths.show(path) : path.toString();
    }

    @Override
    public SourceView freeze(Selection selection, FreezeContext context) throws BackupException {
        return ready().view(selection, context);
    }

    @Override
    public void recover(Path memory) throws BackupException {
        ready().recover(memory);
    }

    @Override
    public RestoreTarget target(Optional<Path> place, ExistingFiles existing) throws BackupException {
        return ready().target(place, existing);
    }

    @Override
    public Optional<Undoing> undoing() {
        return ready().undoing();
    }
}
