package org.backupmanager.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.backupmanager.content.CabinetId;
import org.backupmanager.model.CipherSuite;

/**
 * The golden files of format version 1: a vault object, a cabinet and a sealed object of each suite. Version 1 is
 * frozen: they are read for ever, and never made anew. {@link #main} shows how they were made, and makes those of a
 * later version.
 */
final class Golden {

    static final char[] PASSPHRASE = "golden".toCharArray();
    static final byte[] RANDOM = Cabinets.random(1, 200);
    static final byte[] HELLO = "Hello, cabinet! ".repeat(8).getBytes(StandardCharsets.UTF_8);
    static final byte[] ONE = { 1 };
    static final byte[] NOTHING = {};
    static final byte[] ROOT = "the root of a session, as far as this file knows".getBytes(StandardCharsets.UTF_8);
    static final String KIND = "session";
    static final String NAME = "000000000001";

    private Golden() {
    }

    static Vault vault(CipherSuite suite) {
        return Vault.create("golden", suite, new FixedChance(suite.ordinal()));
    }

    /** Frame 0 cannot be compressed; frame 1 can and has three slices. */
    static FinishedCabinet cabinet(Vault vault) {
        return Cabinets.of(vault, new FixedChance(100), new byte[][] { RANDOM }, new byte[][] { HELLO, ONE, NOTHING });
    }

    static byte[] sealed(Vault vault) {
        return vault.seal(KIND, NAME, ROOT, new FixedChance(200));
    }

    static byte[] signed(Vault vault) {
        return vault.signed(KIND, NAME, ROOT);
    }

    /** The bytes of a golden file: {@code vault}, {@code cabinet}, {@code sealed} or {@code signed}. */
    static byte[] file(CipherSuite suite, String what) {
        try (InputStream in = Golden.class.getResourceAsStream("golden/" + name(suite, what))) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The id of the golden cabinet. */
    static CabinetId id(CipherSuite suite) {
        return new CabinetId(switch (suite) {
            case AES_128 -> "e5026aa984270d5399307f6cc01016f160b30e97771d3e719c011e58cd9157ce";
            case AES_256 -> "490e57764cafe07a82b875a78e76aaa031dfd6dbf2adfe68209fd6e464842065";
            case BLOWFISH_448 -> "863ce78cb642014a017e96c206751dfa0ad00ada1c610bf020f875b9648555ce";
        });
    }

    private static String name(CipherSuite suite, String what) {
        return suite.word().toLowerCase(Locale.ROOT) + "." + what;
    }

    /** Writes the files into a folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (CipherSuite suite : CipherSuite.values()) {
            Vault vault = vault(suite);
            Files.write(folder.resolve(name(suite, "vault")), vault.lock(PASSPHRASE));
            Files.write(folder.resolve(name(suite, "cabinet")), Cabinets.bytes(cabinet(vault)));
            Files.write(folder.resolve(name(suite, "sealed")), sealed(vault));
            Files.write(folder.resolve(name(suite, "signed")), signed(vault));
        }
    }
}
