package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Bytes;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemAttributes.Access;
import org.backupmanager.model.ItemAttributes.Identity;
import org.backupmanager.model.ItemKind;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

class DirectoryRecordTest {

    private static final ItemAttributes EVERYTHING =
            new ItemAttributes(ItemKind.FILE, 1L << 62, Instant.ofEpochSecond(-1, 999_999_999),
            new Access(07777, -2, Integer.MAX_VALUE), new Identity(-1, Instant.ofEpochSecond(1L << 34, 1), 42),
            Bytes.of(new byte[] {'.', (byte) 0xff}), -1L, ItemAttributes.NO_EXTENDED)
                    .withExtended(Map.of("user.x", Bytes.of(new byte[] {0, 1}), "system.posix_acl_access", Bytes.NONE));

    @Test
    void attributesComeBackAsTheyWere() throws BackupException {
        assertEquals(EVERYTHING, AttributeCoding.read(new PackedInput("test", pack(EVERYTHING))));
        for (ItemKind kind : ItemKind.values()) {
            var plain = new ItemAttributes(kind, 0, Instant.EPOCH, Access.NONE, Identity.NONE, Bytes.NONE, 0,
                    ItemAttributes.NO_EXTENDED);
            assertEquals(plain, AttributeCoding.read(new PackedInput("test", pack(plain))));
        }
    }

    @Test
    void entriesComeBackInTheirOrder() throws BackupException {
        var writer = new EntryWriter();
        byte[] attributes = pack(EVERYTHING);
        List<Piece> pieces = List.of(new Piece(new SliceId(1, -2, 3, -4), 1 << 20), Piece.hole(1L << 40));
        writer.add("a".getBytes(), attributes, Content.of(pieces));
        writer.add(new byte[] {(byte) 0xff, '\n'}, attributes, Content.EMPTY);
        var reader = new EntryReader(writer.record().toArray());
        assertTrue(reader.next());
        assertEquals("a", new String(reader.name(), StandardCharsets.UTF_8));
        assertTrue(reader.hasAttributes(attributes, attributes.length));
        assertEquals(EVERYTHING, reader.attributes());
        assertEquals(pieces, reader.content().pieces());
        assertEquals((1L << 20) + (1L << 40), reader.content().length());
        assertTrue(reader.next());
        assertArrayEquals(new byte[] {(byte) 0xff, '\n'}, reader.name());
        assertTrue(reader.compareName("a".getBytes()) > 0, "names compare as unsigned bytes");
        assertEquals(Content.EMPTY, reader.content());
        assertFalse(reader.next());
        assertFalse(reader.next());
    }

    @Test
    void entriesTakenOverRawAreTheSameEntries() throws BackupException {
        var first = new EntryWriter();
        byte[] attributes = pack(EVERYTHING);
        first.add("a".getBytes(), attributes, Content.EMPTY);
        first.add("b".getBytes(), attributes, Content.EMPTY);
        var reader = new EntryReader(first.record().toArray());
        reader.next();
        reader.next();
        var second = new EntryWriter();
        second.addRaw(reader.record(), reader.start(), reader.end() - reader.start());
        var again = new EntryReader(second.record().toArray());
        assertTrue(again.next());
        assertEquals("b", new String(again.name()));
        assertFalse(again.next());
    }

    @Test
    void longContentsHaveListsOfPieces() throws BackupException {
        var pieces = new ArrayList<Piece>();
        for (int i = 1; i <= Content.LIST_PIECES; i++) {
            pieces.add(new Piece(new SliceId(i, i, i, i), i));
        }
        var packed = new PackedOutput(16);
        Content.writeList(pieces, packed);
        assertEquals(pieces, Content.readList(new PackedInput("test", packed.toArray())));
    }

    @Test
    void damagedRecordsAreNamedAndNeverHang() throws BackupException {
        var writer = new EntryWriter();
        byte[] attributes = pack(EVERYTHING);
        for (int i = 0; i < 20; i++) {
            writer.add(("name" + i).getBytes(), attributes,
                    Content.of(List.of(new Piece(new SliceId(i, i, i, i), 1 + i))));
        }
        byte[] whole = writer.record().toArray();
        long seed = 20261123;
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] wounded = whole.clone();
            for (int wounds = random.nextInt(3); wounds >= 0; wounds--) {
                wounded[random.nextInt(wounded.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                readAll(wounded);
            } catch (BackupException e) {
                assertTrue(e.code() == Code.OBJECT_DAMAGED || e.code() == Code.FORMAT_UNKNOWN, "seed " + seed
                        + " round " + round);
            }
        }
    }

    @Test
    void aNewerRecordIsRefusedByItsVersion() {
        var e = assertThrows(BackupException.class, () -> new EntryReader(new byte[] {9}));
        assertEquals(Code.FORMAT_UNKNOWN, e.code());
    }

    private static void readAll(byte[] record) throws BackupException {
        var reader = new EntryReader(record);
        while (reader.next()) {
            reader.name();
            reader.attributes();
            reader.content();
        }
    }

    private static byte[] pack(ItemAttributes attributes) {
        var out = new PackedOutput(16);
        AttributeCoding.write(attributes, out);
        return out.toArray();
    }
}
