package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

/** What a person reads of the settings of a device. */
class SettingWordsTest {

    private static final String SETTING = "setting.";
    private static final Path ENGINE = Path.of("bundles/org.backupmanager.engine/src/org/backupmanager/engine/internal/"
            + "messages.properties");
    private static final Path WORKBENCH = Path.of("bundles/org.backupmanager.ui/src/org/backupmanager/ui/internal/"
            + "settings/settings.properties");

    @Test
    void everySettingHasANameForPeopleInTheWorkbench() throws IOException {
        List<String> settings = read(ENGINE).stringPropertyNames().stream()
                .filter(key -> key.startsWith(SETTING) && Character.isUpperCase(key.charAt(SETTING.length())))
                .map(key -> key.substring(SETTING.length())).sorted().toList();
        assertFalse(settings.isEmpty());
        Properties words = read(WORKBENCH);
        assertEquals(List.of(), settings.stream().filter(setting -> !words.containsKey(setting + ".hidden")
                && !(words.containsKey(setting) && words.containsKey(setting + ".help"))).toList());
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(new Repository().text(file)));
        return properties;
    }
}
