package org.backupmanager.engine.internal.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;

import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.backupmanager.content.Piece;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/** A zip archive with permissions, times and symbolic links as Info-ZIP and Python know them; others read the rest. */
final class ZipArchive implements Archive {

    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;

    private final ZipArchiveOutputStream zip;
    private final byte[] zeros = new byte[1 << 16];

    ZipArchive(OutputStream out) {
        zip = new ZipArchiveOutputStream(new Unclosed(out));
        zip.setEncoding(StandardCharsets.UTF_8.name());
        zip.setUseLanguageEncodingFlag(true);
        zip.setUseZip64(Zip64Mode.AsNeeded);
    }

    @Override
    public boolean holds(ItemKind kind) {
        return kind == ItemKind.FILE || kind == ItemKind.DIRECTORY || kind == ItemKind.SYMLINK;
    }

    @Override
    public boolean holdsLinks() {
        return false;
    }

    @Override
    public void add(Item item) throws IOException {
        if (item.path().isRoot()) {
            return;
        }
        if (item.attributes().kind() == ItemKind.DIRECTORY) {
            ZipArchiveEntry entry = entry(item, name(item.path()) + '/', FOLDER, 0);
            entry.setMethod(ZipEntry.STORED);
            entry.setCrc(0);
            zip.putArchiveEntry(entry);
        } else {
            byte[] target = item.attributes().linkTarget().toArray();
            zip.putArchiveEntry(entry(item, name(item.path()), LINK, target.length));
            zip.write(target);
        }
        zip.closeArchiveEntry();
    }

    @Override
    public void link(Item item, ItemPath first) {
        throw new IllegalStateException("a zip holds no links");
    }

    @Override
    public void begin(Item file, List<Piece> pieces) throws IOException {
        zip.putArchiveEntry(entry(file, name(file.path()), FILE, pieces.stream().mapToLong(Piece::length).sum()));
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        zip.write(bytes, 0, length);
    }

    @Override
    public void hole(long length) throws IOException {
        for (long left = length; left > 0; left -= zeros.length) {
            zip.write(zeros, 0, (int) Math.min(zeros.length, left));
        }
    }

    @Override
    public void end() throws IOException {
        zip.closeArchiveEntry();
    }

    @Override
    public void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static ZipArchiveEntry entry(Item item, String name, int type, long size) {
        ItemAttributes attributes = item.attributes();
        var entry = new ZipArchiveEntry(name);
        entry.setUnixMode(type | attributes.access().mode());
        entry.setLastModifiedTime(FileTime.from(attributes.modified()));
        entry.setSize(size);
        return entry;
    }

    private static String name(ItemPath path) {
        return path.toString().substring(1);
    }
}
