package org.backupmanager.cli.internal.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A new folder among the temporary files in which a first walk happens; only its owner can look into it.
 *
 * @param base all of it
 */
record Playground(Path base) {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 6;
    private static final int GROUP = 5;
    private static final int ROOT = 0;

    static Playground make(RandomGenerator chance) throws IOException {
        String told = System.getenv().getOrDefault("TMPDIR", "");
        Path folder = Path.of(told.isEmpty() ? System.getProperty("java.io.tmpdir") : told);
        Path base = newFolder(folder.toRealPath(), chance);
        var playground = new Playground(base);
        Files.createDirectory(playground.storage());
        Files.createDirectory(playground.restored());
        return playground;
    }

    /** A short name that nobody else has, since a person is going to type it. */
    private static Path newFolder(Path folder, RandomGenerator chance) throws IOException {
        while (true) {
            var name = new StringBuilder("backup-manager-");
            for (int i = 0; i < GROUP; i++) {
                name.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
            }
            try {
                return Files.createDirectory(folder.resolve(name.toString()), ownerOnly("rwx------"));
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    Path home() {
        return base.resolve("home");
    }

    Path storage() {
        return base.resolve("storage");
    }

    Path restored() {
        return base.resolve("restored");
    }

    Path passphraseFile() {
        return base.resolve("passphrase.txt");
    }

    /** Who restores here and cannot give files to others: an ordinary user of a system that knows such. */
    OptionalInt keeper() throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return OptionalInt.empty();
        }
        int user = (Integer) Files.getAttribute(base, "unix:uid");
        return user == ROOT ? OptionalInt.empty() : OptionalInt.of(user);
    }

    /** Makes up a passphrase and writes it to its file, which only the owner can read. The caller wipes it. */
    char[] passphrase(RandomGenerator chance) throws IOException {
        char[] passphrase = new char[GROUPS * (GROUP + 1) - 1];
        for (int i = 0; i < passphrase.length; i++) {
            passphrase[i] = i % (GROUP + 1) == GROUP ? '-' : LETTERS.charAt(chance.nextInt(LETTERS.length()));
        }
        byte[] bytes = new byte[passphrase.length + 1];
        for (int i = 0; i < passphrase.length; i++) {
            bytes[i] = (byte) passphrase[i];
        }
        bytes[passphrase.length] = '\n';
        try (SeekableByteChannel file = Files.newByteChannel(passphraseFile(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            file.write(ByteBuffer.wrap(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        return passphrase;
    }
}
