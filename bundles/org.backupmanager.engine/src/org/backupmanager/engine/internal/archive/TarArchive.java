package org.backupmanager.engine.internal.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.backupmanager.content.Piece;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.model.ItemPath;
import org.backupmanager.source.Item;

/**
 * A tar archive as GNU tar, bsdtar and Python read it. Names stand as the bytes that they are; what has no place in a
 * tar header stands in an extended header before it: fractions of seconds, extended attributes ({@code SCHILY.xattr}),
 * access lists ({@code SCHILY.acl}) and holes (GNU sparse 1.0).
 */
final class TarArchive implements Archive {

    /** Makes bytes of characters and back one by one. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final String ACL = "system.posix_acl_";

    private final TarArchiveOutputStream tar;

    TarArchive(OutputStream out) {
        tar = new TarArchiveOutputStream(new Unclosed(out), BYTES.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    @Override
    public boolean holds(ItemKind kind) {
        return kind != ItemKind.SOCKET;
    }

    @Override
    public boolean holdsLinks() {
        return true;
    }

    @Override
    public void add(Item item) throws IOException {
        ItemAttributes attributes = item.attributes();
        String name = name(item.path());
        TarArchiveEntry entry = switch (attributes.kind()) {
            case DIRECTORY -> entry(item, (name.isEmpty() ? "." : name) + "/", TarConstants.LF_DIR);
            case SYMLINK -> entry(item, name, TarConstants.LF_SYMLINK);
            case FIFO -> entry(item, name, TarConstants.LF_FIFO);
            case CHARACTER_DEVICE -> entry(item, name, TarConstants.LF_CHR);
            case BLOCK_DEVICE -> entry(item, name, TarConstants.LF_BLK);
            case FILE, SOCKET -> throw new IllegalArgumentException(attributes.kind() + " is not added so");
        };
        entry.setLinkName(new String(attributes.linkTarget().toArray(), BYTES));
        entry.setDevMajor((int) (attributes.device() >> 8 & 0xfff));
        entry.setDevMinor((int) (attributes.device() & 0xff | attributes.device() >> 12 & 0xfff00));
        put(entry, headers(attributes));
        tar.closeArchiveEntry();
    }

    @Override
    public void link(Item item, ItemPath first) throws IOException {
        TarArchiveEntry entry = entry(item, name(item.path()), TarConstants.LF_LINK);
        entry.setLinkName(name(first));
        put(entry, headers(item.attributes()));
        tar.closeArchiveEntry();
    }

    @Override
    public void begin(Item file, List<Piece> pieces) throws IOException {
        ExtendedHeaders headers = headers(file.attributes());
        String name = name(file.path());
        TarArchiveEntry entry = entry(file, name, TarConstants.LF_NORMAL);
        if (pieces.stream().noneMatch(Piece::isHole)) {
            entry.setSize(pieces.stream().mapToLong(Piece::length).sum());
            put(entry, headers);
            return;
        }
        var map = new SparseMap(pieces);
        headers.add("GNU.sparse.major", "1").add("GNU.sparse.minor", "0").add("GNU.sparse.name", name.getBytes(BYTES))
                .add("GNU.sparse.realsize", Long.toString(map.length()));
        entry.setSize(map.bytes().length + map.data());
        put(entry, headers);
        tar.write(map.bytes());
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        tar.write(bytes, 0, length);
    }

    @Override
    public void hole(long length) {
        // stands in the map of the file already
    }

    @Override
    public void end() throws IOException {
        tar.closeArchiveEntry();
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void put(TarArchiveEntry entry, ExtendedHeaders headers) throws IOException {
        byte[] block = headers.toArray();
        if (block.length > 0) {
            var extended = new TarArchiveEntry("PaxHeaders/0", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            extended.setSize(block.length);
            extended.setUserName("");
            // the same archive for the same content, whenever it is made
            extended.setLastModifiedTime(FileTime.fromMillis(0));
            tar.putArchiveEntry(extended);
            tar.write(block);
            tar.closeArchiveEntry();
        }
        tar.putArchiveEntry(entry);
    }

    private static TarArchiveEntry entry(Item item, String name, byte type) {
        ItemAttributes attributes = item.attributes();
        var entry = new TarArchiveEntry(name, type, true);
        entry.setMode(attributes.access().mode());
        entry.setUserId(Integer.toUnsignedLong(attributes.access().user()));
        entry.setGroupId(Integer.toUnsignedLong(attributes.access().group()));
        entry.setUserName("");
        entry.setGroupName("");
        entry.setLastModifiedTime(FileTime.from(attributes.modified()));
        return entry;
    }

    private static ExtendedHeaders headers(ItemAttributes attributes) {
        var headers = new ExtendedHeaders();
        if (attributes.modified().getNano() != 0) {
            headers.add("mtime", BigDecimal.valueOf(attributes.modified().getEpochSecond())
                    .add(BigDecimal.valueOf(attributes.modified().getNano(), 9)).toPlainString());
        }
        attributes.extended().forEach((name, value) -> {
            if (name.startsWith(ACL)) {
                headers.add("SCHILY.acl." + name.substring(ACL.length()), AccessList.text(value.toArray()));
            } else if (!name.startsWith("backupmanager.")) {
                headers.add("SCHILY.xattr." + name, value.toArray());
            }
        });
        return headers;
    }

    private static String name(ItemPath path) {
        return new String(path.bytes(), BYTES);
    }
}
