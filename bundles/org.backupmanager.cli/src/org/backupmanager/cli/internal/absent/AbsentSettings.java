package org.backupmanager.cli.internal.absent;

import java.util.Map;
import java.util.TreeMap;

import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * Settings that scripts read and put back, of parts that this version does not have: they say that nothing is there,
 * and can be set to that only.
 */
public final class AbsentSettings {

    private static final Map<String, String> VALUES = Map.of("LocalSpeedVaultEnabled", "0", "LocalSpeedVaultLocation",
            "", "LocalSpeedVaultUser", "", "LocalSpeedVaultPassword", "");

    private AbsentSettings() {
    }

    /** The settings of a device together with those that it does not have, by name. */
    public static Map<String, String> with(Map<String, String> settings) {
        var all = new TreeMap<>(VALUES);
        all.putAll(settings);
        return all;
    }

    /** Whether a value is for such a setting, and says what it has to say. */
    public static boolean takes(Map<String, String> settings, String name, String value) throws BackupException {
        if (settings.containsKey(name) || !VALUES.containsKey(name)) {
            return false;
        }
        if (!VALUES.get(name).equals(value.strip())) {
            throw new BackupException(Code.BAD_ARGUMENT, name, Messages.text("absent.setting"));
        }
        return true;
    }
}
