package org.backupmanager.ui.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

/** What settings are called and what they do; a setting that nobody described shows its own name. */
final class SettingWords {

    private final ResourceBundle texts = ResourceBundle.getBundle("org.backupmanager.ui.internal.settings.settings",
            SettingWords.class.getModule());

    /** One of the values that a setting can have. */
    record Value(String value, String word) {
    }

    /** Whether the page shows it elsewhere. */
    boolean hidden(String setting) {
        return texts.containsKey(setting + ".hidden");
    }

    String label(String setting) {
        return texts.containsKey(setting) ? texts.getString(setting) : setting;
    }

    /** What it does; what the device itself says where nothing is said here. */
    String explanation(String setting, String otherwise) {
        String key = setting + ".help";
        return texts.containsKey(key) ? texts.getString(key) : otherwise;
    }

    /** The values to choose from; none where it is to be typed. */
    List<Value> values(String setting) {
        String key = setting + ".values";
        List<Value> values = new ArrayList<>();
        if (texts.containsKey(key)) {
            for (String part : texts.getString(key).split(",")) {
                int colon = part.indexOf(':');
                values.add(new Value(part.substring(0, colon).strip(), part.substring(colon + 1).strip()));
            }
        }
        return values;
    }
}
