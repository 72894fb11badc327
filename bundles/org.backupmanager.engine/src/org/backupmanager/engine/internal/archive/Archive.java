package org.backupmanager.engine.internal.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.backupmanager.content.Piece;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.recovery.ArchiveFormat;
import org.backupmanager.source.Item;

/** An archive in the making, written from front to back. Used by one thread. */
public interface Archive extends AutoCloseable {

    /** Begins an archive; the stream stays open when it is closed. */
    static Archive to(OutputStream out, ArchiveFormat format) {
        return switch (format) {
            case TAR -> new TarArchive(out);
            case ZIP -> new ZipArchive(out);
        };
    }

    /** Whether it can hold items of this kind. */
    boolean holds(ItemKind kind);

    /** Whether it can hold further names of a file. */
    boolean holdsLinks();

    /** Adds what has no content. */
    void add(Item item) throws IOException;

    /** Adds another name of a file that was added before. */
    void link(Item item, ItemPath first) throws IOException;

    /** Begins a file; what is no hole is written next, in order. */
    void begin(Item file, List<Piece> pieces) throws IOException;

    /** Writes content of the file that was begun. Holes are never written. */
    void write(byte[] bytes, int length) throws IOException;

    /** Content has a hole here. */
    void hole(long length) throws IOException;

    /** Ends the file that was begun. */
    void end() throws IOException;

    /** Everything was added. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
