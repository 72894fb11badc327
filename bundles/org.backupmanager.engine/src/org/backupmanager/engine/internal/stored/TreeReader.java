package org.backupmanager.engine.internal.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Content;
import org.backupmanager.pipeline.EntryReader;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Sessions.Node;
import org.backupmanager.session.Sessions.NodeVisitor;
import org.backupmanager.source.Item;

/** Reads the tree of a committed session. Safe for use by many threads. */
public final class TreeReader {

    private final Depot depot;
    private final RecordStore records;

    public TreeReader(Depot depot) {
        this(depot, new RecordStore(depot));
    }

    /** One that shares what is at hand with others. */
    public TreeReader(Depot depot, RecordStore records) {
        this.depot = depot;
        this.records = records;
    }

    /** An item of a session with its content. */
    public interface EntryVisitor {

        /** Returns whether to go into it, where it is a folder. */
        boolean visit(Item item, Content content) throws BackupException;
    }

    /** The content of a session's top record. */
    public static Optional<Content> tree(Depot depot, SessionId session) throws BackupException {
        Optional<byte[]> object = depot.register().root(session);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        SessionRoot root = SessionRoot.decode(depot.vault(), session, object.get());
        Content flat = Content.of(root.tree());
        return Optional.of(new Content(root.treeDepth(), flat.length(), root.tree()));
    }

    /** What lies directly in a folder. */
    public List<Node> children(SessionId session, ItemPath folder) throws BackupException {
        var nodes = new ArrayList<Node>();
        Optional<Found> found = find(session, folder);
        if (found.isPresent() && found.get().isFolder()) {
            EntryReader entries = records.entries(found.get().content);
            while (entries.next()) {
                nodes.add(node(new Item(folder.child(entries.name()), entries.attributes()), entries.content()));
            }
        }
        return nodes;
    }

    /** Everything at or below a path, parents first. */
    public void walk(SessionId session, ItemPath from, NodeVisitor visitor) throws BackupException {
        Optional<Found> found = find(session, from);
        if (found.isPresent()) {
            var stop = new boolean[1];
            visit(found.get().item, found.get().content, (item, content) -> {
                stop[0] = stop[0] || !visitor.visit(node(item, content));
                return !stop[0];
            });
        }
    }

    /** The whole tree, parents first, as far as the visitor wants to go into it. */
    public void walk(SessionId session, EntryVisitor visitor) throws BackupException {
        Found root = find(session, ItemPath.ROOT).orElseThrow(() -> noSession(session));
        visit(root.item, root.content, visitor);
    }

    public List<org.backupmanager.content.Piece> pieces(Content content) throws BackupException {
        return records.pieces(content);
    }

    private void visit(Item item, Content content, EntryVisitor visitor) throws BackupException {
        if (!visitor.visit(item, content) || item.attributes().kind() != ItemKind.DIRECTORY) {
            return;
        }
        EntryReader entries = records.entries(content);
        while (entries.next()) {
            visit(new Item(item.path().child(entries.name()), entries.attributes()), entries.content(), visitor);
        }
    }

    private Optional<Found> find(SessionId session, ItemPath path) throws BackupException {
        Content tree = tree(depot, session).orElseThrow(() -> noSession(session));
        EntryReader top = records.entries(tree);
        if (!top.next()) {
            return Optional.empty();
        }
        var found = new Found(new Item(ItemPath.ROOT, top.attributes()), top.content());
        var below = new ArrayList<ItemPath>();
        for (ItemPath step = path; !step.isRoot(); step = step.parent()) {
            below.addFirst(step);
        }
        for (ItemPath step : below) {
            Optional<Found> child = found.isFolder() ? child(found, step) : Optional.empty();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            found = child.get();
        }
        return Optional.of(found);
    }

    private Optional<Found> child(Found folder, ItemPath path) throws BackupException {
        byte[] name = path.name();
        EntryReader entries = records.entries(folder.content);
        while (entries.next()) {
            if (entries.compareName(name) == 0) {
                return Optional.of(new Found(new Item(path, entries.attributes()), entries.content()));
            }
        }
        return Optional.empty();
    }

    /** A folder's content is its record: no bytes that a person would count. */
    private static Node node(Item item, Content content) {
        return new Node(item, item.attributes().kind().hasContent() ? content.length() : 0);
    }

    private static BackupException noSession(SessionId session) {
        return new BackupException(Code.NO_SESSION, "session " + session);
    }

    private record Found(Item item, Content content) {
        boolean isFolder() {
            return item.attributes().kind() == ItemKind.DIRECTORY;
        }
    }
}
