package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.testkit.MemoryTransport;
import org.backupmanager.testkit.Wounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenTest {

    private static final List<byte[]> SLICES = List.of(Golden.RANDOM, Golden.HELLO, Golden.ONE, Golden.NOTHING);

    private final MemoryTransport storage = new MemoryTransport();

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void theGoldenFilesAreReadForEver(CipherSuite suite) throws BackupException {
        Vault vault = Vault.unlock(Golden.file(suite, "vault"), Golden.PASSPHRASE);
        CabinetId id = keep(Golden.file(suite, "cabinet"), suite);

        assertSame(SLICES, Cabinets.read(vault, storage, id));
        assertArrayEquals(Golden.ROOT, vault.open(Golden.KIND, Golden.NAME, Golden.file(suite, "sealed")));
        assertArrayEquals(Golden.ROOT, vault.openSigned(Golden.KIND, Golden.NAME, Golden.file(suite, "signed")));
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void whatIsWrittenTodayIsWhatWasWrittenThen(CipherSuite suite) {
        Vault vault = Golden.vault(suite);
        assertArrayEquals(Golden.file(suite, "vault"), vault.lock(Golden.PASSPHRASE));
        // another zstd may compress otherwise: up to the end of the frame that is kept plain all is the same
        int end = 128 + Golden.RANDOM.length + 16;
        assertArrayEquals(Arrays.copyOf(Golden.file(suite, "cabinet"), end),
                Arrays.copyOf(Cabinets.bytes(Golden.cabinet(vault)), end));
    }

    @Test
    void theExampleInTheDocumentIsTheGoldenCabinet() throws IOException {
        String page = Files.readString(Path.of("FORMAT.md"));
        assertEquals(rows(page, "```hex vault", Golden.file(CipherSuite.AES_128, "vault")),
                Golden.file(CipherSuite.AES_128, "vault").length, "bytes of the vault shown");
        byte[] cabinet = Golden.file(CipherSuite.AES_128, "cabinet");
        int padding = 3442;
        assertEquals(cabinet.length - padding, rows(page, "```hex cabinet", cabinet), "bytes of the cabinet shown");
        assertTrue(page.contains(Golden.id(CipherSuite.AES_128).hex()));
    }

    @Test
    void aMissingTrailerIsNamed() {
        byte[] cabinet = Golden.file(CipherSuite.AES_128, "cabinet");
        assertDamaged("trailer is missing", Arrays.copyOf(cabinet, cabinet.length - 56), CipherSuite.AES_128);
    }

    @Test
    void aTruncatedCabinetIsNamed() {
        byte[] cabinet = Golden.file(CipherSuite.AES_256, "cabinet");
        for (int length : new int[] { 0, 1, 127, 128, 183, 184, 2000, cabinet.length - 1 }) {
            assertDamaged("", Arrays.copyOf(cabinet, length), CipherSuite.AES_256);
        }
    }

    @Test
    void oneFlippedBitIsNamedWhereverItIs() {
        byte[] cabinet = Golden.file(CipherSuite.BLOWFISH_448, "cabinet");
        assertDamaged("not wrapped for this device", Wounds.oneBitFlipped(cabinet, 60), CipherSuite.BLOWFISH_448);
        assertDamaged("frame 0", Wounds.oneBitFlipped(cabinet, 130), CipherSuite.BLOWFISH_448);
        assertDamaged("not the cabinet of that name", Wounds.oneBitFlipped(cabinet, cabinet.length - 60),
                CipherSuite.BLOWFISH_448);
        assertDamaged("trailer", Wounds.oneBitFlipped(cabinet, cabinet.length - 50), CipherSuite.BLOWFISH_448);
    }

    @Test
    void aDamagedFrameLeavesTheOthersReadable() throws BackupException {
        Vault vault = Golden.vault(CipherSuite.AES_128);
        CabinetId id = keep(Wounds.oneBitFlipped(Golden.file(CipherSuite.AES_128, "cabinet"), 130),
                CipherSuite.AES_128);
        var reader = new CabinetReader(vault);
        var directory = reader.directory(storage, Cabinets.name(id), id);
        var collector = new Cabinets.Collector(vault, directory);

        reader.frames(storage, Cabinets.name(id), directory, 0, 2, collector);

        assertEquals(List.of(0), List.copyOf(collector.damaged.keySet()));
        assertTrue(collector.damaged.get(0).getMessage().contains(id.hex()), "names the cabinet");
        assertSame(SLICES.subList(1, 4), collector.slices);
    }

    @Test
    void aCabinetOfAnotherDeviceIsNamed() throws BackupException {
        CabinetId id = keep(Golden.file(CipherSuite.AES_128, "cabinet"), CipherSuite.AES_128);
        Vault other = Golden.vault(CipherSuite.AES_256);

        var refused = assertThrows(BackupException.class, () -> Cabinets.read(other, storage, id));

        assertEquals(Code.OBJECT_DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains("belongs to another device"), refused.getMessage());
    }

    @Test
    void aLaterVersionIsToldApartFromDamage() throws BackupException {
        byte[] later = Golden.file(CipherSuite.AES_128, "cabinet");
        later[9] = 2;
        CabinetId id = keep(later, CipherSuite.AES_128);
        var refused = assertThrows(BackupException.class, () -> Cabinets.read(Golden.vault(CipherSuite.AES_128),
                storage, id));
        assertEquals(Code.FORMAT_UNKNOWN, refused.code());
    }

    @Test
    void aSealedObjectOpensUnderItsOwnKindAndNameOnly() {
        Vault vault = Golden.vault(CipherSuite.AES_128);
        byte[] sealed = Golden.file(CipherSuite.AES_128, "sealed");
        assertThrows(BackupException.class, () -> vault.open(Golden.KIND, "000000000002", sealed));
        assertThrows(BackupException.class, () -> vault.open("register", Golden.NAME, sealed));
    }

    @Test
    void aSignedObjectIsReadWithoutThePrivateHalfAndUnderItsOwnKindAndNameOnly() throws BackupException {
        Vault vault = Golden.vault(CipherSuite.AES_128);
        byte[] signed = Golden.file(CipherSuite.AES_128, "signed");
        assertArrayEquals(signed, Golden.signed(vault));
        assertArrayEquals(Golden.ROOT, vault.writeOnly().openSigned(Golden.KIND, Golden.NAME, signed));
        assertThrows(BackupException.class, () -> vault.openSigned(Golden.KIND, "000000000002", signed));
        assertThrows(BackupException.class, () -> vault.openSigned("register", Golden.NAME, signed));
        for (int bit = 0; bit < 8 * signed.length; bit += 7) {
            byte[] wounded = Wounds.oneBitFlipped(signed, bit / 8);
            assertThrows(BackupException.class, () -> vault.openSigned(Golden.KIND, Golden.NAME, wounded));
        }
        byte[] cut = Arrays.copyOf(signed, signed.length - 1);
        assertThrows(BackupException.class, () -> vault.openSigned(Golden.KIND, Golden.NAME, cut));
        Vault other = Golden.vault(CipherSuite.AES_256);
        assertThrows(BackupException.class, () -> other.openSigned(Golden.KIND, Golden.NAME, signed));
    }

    @Test
    void whoKnowsThePublicHalfOnlyCannotForge() {
        Vault vault = Golden.vault(CipherSuite.AES_128);
        byte[] sealed = Golden.file(CipherSuite.AES_128, "sealed");
        byte[] stranger = Forgery.sealedFor(vault, "session", Golden.NAME, "forged".getBytes(StandardCharsets.UTF_8));

        assertEquals(sealed.length, stranger.length);
        var refused = assertThrows(BackupException.class, () -> vault.open(Golden.KIND, Golden.NAME, stranger));
        assertEquals(Code.OBJECT_DAMAGED, refused.code());
    }

    private CabinetId keep(byte[] cabinet, CipherSuite suite) throws BackupException {
        CabinetId id = Golden.id(suite);
        storage.put(Cabinets.name(id), cabinet);
        return id;
    }

    private static void assertDamaged(String how, byte[] cabinet, CipherSuite suite) {
        var test = new GoldenTest();
        Vault vault = Golden.vault(suite);
        var refused = assertThrows(BackupException.class, () -> Cabinets.read(vault, test.storage, test.keep(cabinet,
                suite)));
        assertEquals(Code.OBJECT_DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains(how), refused.getMessage());
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> found) {
        assertEquals(expected.stream().map(HexFormat.of()::formatHex).toList(),
                found.stream().map(HexFormat.of()::formatHex).toList());
    }

    /** Compares rows "offset  hex" of the named block with the file; how many bytes they show. */
    private static int rows(String page, String block, byte[] file) {
        String rows = page.substring(page.indexOf(block));
        Matcher row = Pattern.compile("(?m)^([0-9a-f]{4})((?: [0-9a-f]{2})+)").matcher(rows.substring(0,
                rows.indexOf("```", 3)));
        int shown = 0;
        while (row.find()) {
            byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(row.group(2).strip());
            int at = HexFormat.fromHexDigits(row.group(1));
            assertArrayEquals(bytes, Arrays.copyOfRange(file, at, at + bytes.length), "row " + row.group(1));
            shown += bytes.length;
        }
        return shown;
    }
}
