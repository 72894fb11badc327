package org.backupmanager.cli.internal.devices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;

/**
 * A passphrase for one command, wiped afterwards. It comes from the first line of {@code -passphrase-file} ("-" for
 * standard input), or is asked for at the
 * terminal. Not from an argument, which every user of the machine can see, and not from the environment, which every
 * child process inherits.
 */
final class Passphrase implements AutoCloseable {

    private static final int LONGEST = 4096;

    private final char[] value;

    private Passphrase(char[] value) {
        this.value = value;
    }

    /**
     * @param twice whether a person has to type it a second time, since nobody could tell that the first was mistyped
     */
    static Passphrase of(Call call, Terminal terminal, boolean twice) throws UsageException {
        Optional<String> file = call.arguments().find("-passphrase-file");
        if (file.isPresent()) {
            return file.get().equals("-") ? read(System.in, file.get()) : ofFile(call, call.request().path(file.get()));
        }
        if (!call.parsed().interactive()) {
            throw new UsageException("passphrase.none");
        }
        Passphrase first = ask(terminal, Messages.text(twice ? "passphrase.new" : "passphrase.ask"));
        if (twice) {
            try (Passphrase second = ask(terminal, Messages.text("passphrase.again"))) {
                if (!Arrays.equals(first.value, second.value)) {
                    first.close();
                    throw new UsageException("passphrase.differ");
                }
            }
        }
        return first;
    }

    private static Passphrase ask(Terminal terminal, String question) throws UsageException {
        char[] typed = terminal.askSecretly(question + " ").orElseThrow(() -> new UsageException("passphrase.none"));
        if (typed.length == 0) {
            throw new UsageException("passphrase.empty");
        }
        return new Passphrase(typed);
    }

    private static Passphrase ofFile(Call call, Path file) throws UsageException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix") && Files.isRegularFile(file)) {
                Set<PosixFilePermission> access = Files.getPosixFilePermissions(file);
                if (access.contains(PosixFilePermission.GROUP_READ)
                        || access.contains(PosixFilePermission.OTHERS_READ)) {
                    call.output().error(Messages.text("passphrase.readable", file));
                }
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(in, file.toString());
            }
        } catch (NoSuchFileException missing) {
            throw new UsageException("passphrase.missing", file);
        } catch (IOException failed) {
            throw new UsageException("passphrase.unreadable", file, failed.getMessage());
        }
    }

    private static Passphrase read(InputStream in, String file) throws UsageException {
        byte[] bytes = new byte[LONGEST];
        char[] text = new char[LONGEST];
        try {
            int length = 0;
            int b = in.read();
            while (b >= 0 && b != '\n') {
                if (length == LONGEST) {
                    throw new UsageException("passphrase.long", file, Integer.toString(LONGEST));
                }
                bytes[length++] = (byte) b;
                b = in.read();
            }
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
            if (length == 0) {
                throw new UsageException("passphrase.empty");
            }
            var decoder = StandardCharsets.UTF_8.newDecoder();
            CharBuffer out = CharBuffer.wrap(text);
            var result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), out, true);
            if (result.isError()) {
                result.throwException();
            }
            return new Passphrase(Arrays.copyOf(text, out.position()));
        } catch (CharacterCodingException noText) {
            throw new UsageException("passphrase.coding", file);
        } catch (IOException failed) {
            throw new UsageException("passphrase.unreadable", file, failed.getMessage());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(text, '\0');
        }
    }

    /** The characters, not a copy: gone with {@link #close}. */
    char[] value() {
        return value;
    }

    @Override
    public void close() {
        Arrays.fill(value, '\0');
    }

    /** Never the passphrase. */
    @Override
    public String toString() {
        return "passphrase";
    }
}
