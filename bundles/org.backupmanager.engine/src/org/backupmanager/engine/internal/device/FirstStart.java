package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * A home that holds nothing but a {@code config.ini}, as scripts leave it that put a device onto a computer again: its
 * first start opens the device from the storage. What is secret in the file is taken out of it as soon as the device is
 * there, and neither told nor logged.
 */
final class FirstStart {

    private static final String GENERAL = "General";
    private static final String PASSPHRASE = "EncryptionKey";
    private static final List<String> SECRETS = List.of(PASSPHRASE, "Password");

    private FirstStart() {
    }

    /** Whether the device of this home is still to be opened from its storage. */
    static boolean isDue(Home home, ConfigFile config) {
        return !home.has(Home.KEYS) && config.get(GENERAL, PASSPHRASE).isPresent();
    }

    /** Which device that is; empty where the home has its keys, or the file no passphrase. */
    static Optional<DeviceOpener.Existing> of(Path folder) throws BackupException {
        if (Files.exists(folder.resolve(Home.KEYS)) || !Home.hasDevice(folder)) {
            return Optional.empty();
        }
        Optional<ConfigFile> found = read(folder);
        Optional<String> passphrase = found.flatMap(config -> config.get(GENERAL, PASSPHRASE));
        if (passphrase.isEmpty()) {
            return Optional.empty();
        }
        String name = needed(folder, found.get(), "User", "Device");
        String storage = needed(folder, found.get(), "Storage", "Storage");
        return Optional.of(new DeviceOpener.Existing(name, storage, passphrase.get().toCharArray()));
    }

    /** Empty where it cannot be read: who opens the home then says why. */
    private static Optional<ConfigFile> read(Path folder) {
        try {
            return Optional.of(ConfigFile.parse(Files.readString(folder.resolve(Home.CONFIG))));
        } catch (IOException | IllegalArgumentException toldLater) {
            System.getLogger(FirstStart.class.getName()).log(System.Logger.Level.DEBUG, toldLater.getMessage());
            return Optional.empty();
        }
    }

    private static String needed(Path folder, ConfigFile config, String key, String other) throws BackupException {
        return config.get(GENERAL, key).or(() -> config.get(GENERAL, other)).orElseThrow(() ->
                new BackupException(Code.HOME_FAILED, folder.resolve(Home.CONFIG), Messages.text("config.first", key)));
    }

    /** Takes out of the file of a home that has its keys what is secret. */
    static void tidy(Home home) throws BackupException {
        Optional<ConfigFile> config = Choices.readConfig(home);
        if (config.isPresent() && home.has(Home.KEYS) && empty(config.get())) {
            home.writeText(Home.CONFIG, config.get().text());
        }
    }

    /** Empties what is secret; whether anything was. */
    static boolean empty(ConfigFile config) {
        List<String> present = SECRETS.stream().filter(key -> config.get(GENERAL, key).isPresent()).toList();
        present.forEach(key -> config.set(GENERAL, key, ""));
        return !present.isEmpty();
    }
}
