package org.backupmanager.cli.internal.convention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.ConventionShell;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Table.Column;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of our users find the verbs, options, columns and words that they know. */
class ConventionTest {

    /** What it prints depends on the computer. */
    private static final List<String> WITHOUT_GOLDEN_FILE = List.of("system-info.get");

    @TempDir
    Path folder;

    /** The lines of {@code verbs.txt}: verb, then its options, a bar and its columns. */
    private static Map<String, List<String>> verbs(String file) throws IOException {
        Map<String, List<String>> verbs = new TreeMap<>();
        text(file).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var words = new ArrayList<>(List.of(line.split(" ")));
            verbs.put(words.removeFirst(), words);
        });
        return verbs;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = ConventionTest.class.getResourceAsStream(name)) {
            assertTrue(in != null, "there is no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verbs.txt", "hidden.txt"})
    void everyVerbIsThereForThoseWhoMaySeeItWithItsOptionsAndFirstOfAllItsColumns(String file) throws IOException {
        Map<String, Synopsis> known = ConventionShell.synopses(folder);
        verbs(file).forEach((verb, words) -> {
            Synopsis synopsis = known.get(verb);
            assertTrue(synopsis != null && synopsis.hidden() == file.equals("hidden.txt"), verb);
            List<String> options = Stream.concat(synopsis.options().stream(), Globals.options().stream())
                    .map(Option::name).toList();
            words.stream().filter(word -> word.startsWith("-")).forEach(word ->
                    assertTrue(options.contains(word), verb + " " + word));
            List<String> columns = words.contains("|") ? words.subList(words.indexOf("|") + 1, words.size())
                    : List.of();
            List<String> headers = synopsis.columns().stream().map(Column::header).toList();
            assertEquals(columns, headers.subList(0, Math.min(columns.size(), headers.size())), verb);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyVerbPrintsWhatItsGoldenFileHas() throws IOException {
        var files = new TreeMap<>(verbs("verbs.txt"));
        files.putAll(verbs("hidden.txt"));
        // no verb, but a form of all
        files.put("fp", List.of());
        return files.keySet().stream().filter(verb -> !WITHOUT_GOLDEN_FILE.contains(verb))
                .map(verb -> DynamicTest.dynamicTest(verb, () -> {
                    String golden = text("golden/" + verb + ".txt");
                    Path place = Files.createDirectory(folder.resolve(verb));
                    assertEquals(golden, new ConventionShell(place).again(golden));
                }));
    }

    @Test
    void exportedItemsAreThoseOfTheSession() throws IOException {
        new ConventionShell(folder).again(text("golden/control.session.node.export.txt"));
        assertEquals(text("items.xml"), Files.readString(folder.resolve("items.xml")));
        assertEquals(text("items.csv"), Files.readString(folder.resolve("items.csv")));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".new")), "nothing half done is left");
        }
    }

    @Test
    void systemInfoIsJsonWithFiguresOfThisComputer() {
        String out = new ConventionShell(folder).again("$ system-info.get -path config.ini -machine-readable");
        assertTrue(out.lines().skip(1).findFirst().orElseThrow().matches(
                "\\{\"os\":\".+\",\"architecture\":\".+\",\"cpuCount\":[1-9][0-9]*,\"ramTotal\":[1-9][0-9]+,.*}"), out);
    }

    @Test
    void initializationErrorNamesWhyThereIsNoDevice() {
        var shell = new ConventionShell(folder);
        shell.forgetDevice();
        String out = shell.again("$ control.initialization-error.get");
        assertTrue(out.contains("{\"code\":3,\"message\":\"") && !out.contains("exit"), out);
    }
}
