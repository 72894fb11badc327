package org.backupmanager.source.files.internal;

import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Predicate;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.source.FreezeContext;
import org.backupmanager.source.FreezeContext.Aid;
import org.backupmanager.source.Item;
import org.backupmanager.source.ItemContent;
import org.backupmanager.source.SourceView;
import org.backupmanager.source.files.internal.FolderListing.Origin;
import org.backupmanager.source.kit.Kernel;

/**
 * What was selected: in snapshots, where the file system has them, else as it lies there, so that each file is checked
 * for changes after it was read.
 */
final class LinuxView implements SourceView {

    private final FreezeContext context;
    private final KernelPool kernels;
    private final ScanPlan plan;
    private final Selection selection;
    private final Journals journals;
    private final OptionalLong moment;
    private final Snapshots snapshots;
    private final ReadAhead readAhead;

    LinuxView(Selection selection, FreezeContext context, KernelPool kernels, int readers, SnapshotBook book,
            Journals journals) throws SessionCancelledException {
        this.context = context;
        this.kernels = kernels;
        this.selection = selection;
        this.journals = journals;
        var attributes = new AttributeReader();
        this.moment = context.allows(Aid.CHANGE_JOURNAL) ? noted() : OptionalLong.empty();
        this.snapshots = Snapshots.of(selection, context, kernels, book, attributes);
        Kernel kernel = kernels.take();
        this.plan = new ScanPlan(new Rules(selection, context::leftOut),
                new LeftOut(context.ownFolders(), PosixPaths::of), attributes, new Opener(kernel, snapshots.doors()),
                folder -> false);
        kernels.give(kernel);
        this.readAhead = new ReadAhead(kernels, readers);
    }

    private OptionalLong noted() {
        Kernel kernel = kernels.take();
        try {
            return journals.moment(kernel, selection);
        } finally {
            kernels.give(kernel);
        }
    }

    @Override
    public OptionalLong moment() {
        return moment;
    }

    @Override
    public Predicate<ItemPath> untouchedSince(long earlier) {
        Kernel kernel = kernels.take();
        try {
            return journals.untouchedSince(kernel, earlier, selection);
        } finally {
            kernels.give(kernel);
        }
    }

    @Override
    public Iterator<Item> items() throws BackupException {
        return items(folder -> false);
    }

    @Override
    public Iterator<Item> items(Predicate<ItemPath> closed) throws BackupException {
        Kernel kernel = kernels.take();
        int root = plan.opener().open(kernel, ItemPath.ROOT, Kernel.O_PATH | Kernel.O_DIRECTORY);
        try {
            if (root < 0 || kernel.stat(root) < 0) {
                throw new BackupException(Code.SOURCE_UNAVAILABLE, FilesSource.ID, Messages.error(-root));
            }
            long device = kernel.found().fileSystem();
            Item item = new Item(ItemPath.ROOT, plan.attributes().read(kernel, root, new byte[0], device));
            var top = new FolderListing(plan.without(closed), item, plan.rules().root(),
                    new Origin(device, false, false));
            return new LinuxScan(item, top, context, readAhead);
        } finally {
            kernel.close(root);
            kernels.give(kernel);
        }
    }

    @Override
    public ItemContent open(Item item) throws IOException {
        Kernel kernel = kernels.take();
        // Non-blocking: a FIFO may have come in the place of the file.
        int file = plan.opener().open(kernel, item.path(), Kernel.O_NOFOLLOW | Kernel.O_NONBLOCK,
                item.attributes().access().user());
        if (file < 0) {
            kernels.give(kernel);
            throw Problem.reading(file, item.path());
        }
        boolean known = context.allows(Aid.ACCELERATOR) && plan.opener().doors().to(item.path()).isPresent();
        return new LinuxContent(item, file, kernel, kernels, known);
    }

    @Override
    public void acknowledge() {
        // Files keep no log that could be truncated.
    }

    @Override
    public void close() {
        readAhead.close();
        snapshots.close();
    }
}
