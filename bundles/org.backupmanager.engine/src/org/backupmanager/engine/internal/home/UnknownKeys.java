package org.backupmanager.engine.internal.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.session.BackupException;

/**
 * Keys of {@code config.ini} that mean nothing to this version: those of other products and versions, and slips of a
 * person. They stay where they are; the log names each once. Their values are told nobody: some are passwords.
 */
public final class UnknownKeys {

    private static final System.Logger LOG = System.getLogger(UnknownKeys.class.getName());
    private static final String GENERAL = "General";
    /** What a device is, which is no setting. */
    private static final Set<String> OWN = Set.of("device", "storage", "cipher", "user", "password",
            "encryptionkey");

    private UnknownKeys() {
    }

    /** The unknown ones, as {@code Section/Key}. */
    static List<String> in(ConfigFile config) {
        var unknown = new ArrayList<String>();
        for (String section : config.sections()) {
            for (String key : config.keys(section)) {
                boolean own = section.equalsIgnoreCase(GENERAL) && OWN.contains(key.toLowerCase(Locale.ROOT));
                if (!own && !Setting.isKey(section, key)) {
                    unknown.add(section + "/" + key);
                }
            }
        }
        return unknown;
    }

    /** Logs those that were not logged before. */
    public static void tell(Home home, ConfigFile config) throws BackupException {
        List<String> unknown = in(config);
        List<String> told = home.readText(Home.UNKNOWN_KEYS).orElse("").lines().toList();
        List<String> fresh = unknown.stream().filter(key -> !told.contains(key)).toList();
        if (!fresh.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("config.unknown", String.join(", ", fresh)));
            home.writeText(Home.UNKNOWN_KEYS, String.join("\n", unknown) + "\n");
        }
    }
}
