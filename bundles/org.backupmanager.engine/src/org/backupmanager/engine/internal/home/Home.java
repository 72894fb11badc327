package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * The folder of a device's local state, held against other processes as long as it is open. Files in it:
 * <ul>
 * <li>{@code lock}: held by the process that uses the folder; says which one that is
 * <li>{@code config.ini}: device, storage, settings; it is written last, so a folder without it has no device
 * <li>{@code unknown-keys}: those of {@code config.ini} that mean nothing, as far as the log has named them
 * <li>{@code keys}: secret, readable for its owner only
 * <li>{@code selections}, {@code filters}: what is backed up and what never
 * <li>{@code last-session}: the newest session root that was stored from here, to notice a storage that forgets
 * <li>{@code doubt}: up to which session slices may have been lost
 * <li>{@code damage}: which stored cabinets are known to be damaged or lost
 * <li>{@code losses}: which items cannot be restored because of that
 * <li>{@code parity}: which cabinets are in which parity group; {@code parity-failed}: why it could not be made
 * <li>{@code verified}: when each cabinet was checked last; {@code verifying} while a verification has not ended
 * <li>{@code attendance}: by which id this home is known to others, and what it has heard of clean-up
 * <li>{@code StatusReport.xml}, {@code SessionReport.xml}: how the device stands, for scripts
 * <li>{@code events.jsonl}, {@code events.1.jsonl}: what happened to sessions, for scripts
 * <li>{@code mails}, {@code restore-mails}: what has to be told by mail
 * <li>{@code mail-password}: secret, for the mail server
 * <li>{@code temp/}: temporary files of running sessions
 * <li>{@code logs/}: what happened
 * <li>{@code hints/}: for each data source, what hints are compared with
 * <li>{@code sources/}: a folder for each data source, in which it remembers what it likes
 * <li>{@code undo/}: notes about what restores have replaced, until they cannot be undone any more
 * <li>{@code continuous/}: what continuous restores have put where
 * <li>{@code register/}: the Backup Register; {@code rebuilding} stands beside it while it is not complete
 * </ul>
 * A file that cannot be read or written is {@code HOME_FAILED}; nothing is ever reset silently.
 */
public final class Home implements AutoCloseable {

    public static final String CONFIG = "config.ini";
    public static final String KEYS = "keys";
    static final String SELECTIONS = "selections";
    static final String FILTERS = "filters";
    public static final String LAST_SESSION = "last-session";
    public static final String REBUILDING = "rebuilding";
    public static final String MARKS = "marks";
    static final String DOUBT = "doubt";
    public static final String ATTENDANCE = "attendance";
    public static final String DAMAGE = "damage";
    public static final String PARITY = "parity";
    public static final String PARITY_FAILED = "parity-failed";
    public static final String LOSSES = "losses";
    public static final String VERIFIED = "verified";
    public static final String VERIFYING = "verifying";

    static final String UNKNOWN_KEYS = "unknown-keys";

    private static final String REGISTER = "register";
    private static final String SEARCH = "search";
    private static final String UNDO = "undo";
    private static final String CONTINUOUS = "continuous";
    private static final String SOURCES = "sources";
    private static final String HINTS = "hints";
    private static final String SCRATCH = "temp";
    private static final String LOGS = "logs";

    private final Path folder;
    private final HomeLock lock;

    private Home(Path folder, HomeLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Whether there is a device in the folder; changes nothing. */
    public static boolean hasDevice(Path folder) {
        return Files.exists(folder.resolve(CONFIG));
    }

    /**
     * Makes the folder where there is none, and holds it.
     *
     * @param purpose what this process is doing, for the message that another process gives
     * @throws BackupException {@code HOME_FAILED}, or {@code DEVICE_IN_USE} where another process holds it
     */
    public static Home hold(Path folder, String purpose) throws BackupException {
        try {
            if (!Files.isDirectory(folder)) {
                OwnerOnly.makeFolder(folder);
            }
            return new Home(folder, HomeLock.take(folder, purpose));
        } catch (IOException failed) {
            throw failed(folder, Messages.text("home.hold", words(failed))).because(failed);
        }
    }

    /** The name of the device in the folder, as far as it can be told without holding it; else the folder. */
    public static String deviceName(Path folder) {
        try {
            return ConfigFile.parse(Files.readString(folder.resolve(CONFIG))).get("General", "Device")
                    .orElse(folder.toString());
        } catch (IOException | IllegalArgumentException onlyForAMessage) {
            return folder.toString();
        }
    }

    public Path folder() {
        return folder;
    }

    /** Where the register is, or shall be. */
    public Path register() {
        return folder.resolve(REGISTER);
    }

    /** Where notes about what restores have replaced are kept. */
    public Path undo() {
        return folder.resolve(UNDO);
    }

    /** Where continuous restores remember what they have restored. */
    public Path continuous() {
        return folder.resolve(CONTINUOUS);
    }

    /** Where each data source remembers what it likes, in a folder of its own. */
    public Path sources() {
        return folder.resolve(SOURCES);
    }

    /** Where it is remembered what hints are compared with, in a folder for each data source. */
    public Path hints() {
        return folder.resolve(HINTS);
    }

    /** Where the search keeps what it needs to be quick. */
    public Path search() {
        return folder.resolve(SEARCH);
    }

    /** Whether there is a register, complete or not. */
    public boolean hasRegister() throws BackupException {
        try {
            if (!Files.isDirectory(register())) {
                return false;
            }
            try (var entries = Files.newDirectoryStream(register())) {
                return entries.iterator().hasNext();
            }
        } catch (IOException failed) {
            throw unreadable(REGISTER, failed);
        }
    }

    /** Makes way for a new register and keeps the old one, for whoever wants to find out what happened to it. */
    public Path moveRegisterAside() throws BackupException {
        int n = 1;
        while (Files.exists(folder.resolve(REGISTER + ".damaged-" + n))) {
            n++;
        }
        Path aside = folder.resolve(REGISTER + ".damaged-" + n);
        try {
            return Files.move(register(), aside);
        } catch (IOException failed) {
            throw failed(folder, Messages.text("home.aside", words(failed))).because(failed);
        }
    }

    /** Where temporary files of this process go; what another one left there is removed. */
    public Scratch scratch() throws BackupException {
        try {
            return Scratch.emptied(folder.resolve(SCRATCH));
        } catch (IOException failed) {
            throw unwritable(SCRATCH, failed);
        }
    }

    /** The log of this home, open, as these settings of the device have it. */
    public DeviceLog openLog(Map<String, String> settings) throws BackupException {
        try {
            return DeviceLog.in(folder.resolve(LOGS), settings);
        } catch (IOException failed) {
            throw unwritable(LOGS, failed);
        }
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** The bytes of a file; empty where there is none. */
    public Optional<byte[]> read(String file) throws BackupException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(file)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    /** The text of a file; empty where there is none. */
    public Optional<String> readText(String file) throws BackupException {
        Optional<byte[]> bytes = read(file);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString());
        } catch (CharacterCodingException noText) {
            throw damaged(file, Messages.text("home.noText")).because(noText);
        }
    }

    public void writeText(String file, String text) throws BackupException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a file in one step that outlives a power cut; only the owner can read it. */
    public void write(String file, byte[] bytes) throws BackupException {
        try {
            OwnerOnly.replaceForGood(folder.resolve(file), bytes);
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    /** Replaces a file in one step; what a power cut takes of it can be made again. Only the owner can read it. */
    public void writeReport(String file, String text) throws BackupException {
        try {
            OwnerOnly.replace(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    public void delete(String file) throws BackupException {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    /** The content of a file makes no sense: says which, why, and what to do. */
    public BackupException damaged(String file, String cause) {
        return failed(folder, Messages.text("home.damaged", file, cause));
    }

    private BackupException unreadable(String file, IOException cause) {
        return failed(folder, Messages.text("home.read", file, words(cause))).because(cause);
    }

    private BackupException unwritable(String file, IOException cause) {
        return failed(folder, Messages.text("home.write", file, words(cause))).because(cause);
    }

    private static BackupException failed(Path folder, String cause) {
        return new BackupException(Code.HOME_FAILED, folder, cause);
    }

    /** What an operating system said, for a person. */
    public static String words(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> Messages.text("home.denied");
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Lets others use the folder. */
    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException failed) {
            System.getLogger(Home.class.getName()).log(System.Logger.Level.WARNING,
                    Messages.text("home.close", folder, words(failed)), failed);
        }
    }
}
