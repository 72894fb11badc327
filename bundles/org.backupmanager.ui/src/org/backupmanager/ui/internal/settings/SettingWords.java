package org.backupmanager.ui.internal.settings;

import java.util.ResourceBundle;

/** What settings are called and what they do; a setting that nobody described shows its own name. */
final class SettingWords {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(
            "org.backupmanager.ui.internal.settings.settings", SettingWords.class.getModule());

    private SettingWords() {
    }

    static String label(String setting) {
        return TEXTS.containsKey(setting) ? TEXTS.getString(setting) : setting;
    }

    static String explanation(String setting) {
        String key = setting + ".help";
        return TEXTS.containsKey(key) ? TEXTS.getString(key) : " ";
    }
}
