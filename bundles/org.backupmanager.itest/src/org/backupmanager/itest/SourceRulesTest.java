package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What the sources must not say, each with the reason. Plain text search: cheap, and good enough to remind. */
class SourceRulesTest {

    private static final Map<String, String> IN_SOURCES = Map.of(
            "Instant\\.now\\(|System\\.currentTimeMillis\\(|new Date\\(|Clock\\.system",
            "the time is injected (InstantSource)",
            "\\b(wait|notify|notifyAll)\\(\\)", "a condition of a lock says what is waited for (decision 44)",
            "new Thread\\(", "threads are made in one place per bundle and have an owner",
            "\\.printStackTrace\\(\\)", "an error is reported where it is decided upon, or goes on",
            "Object(Input|Output)Stream\\b|implements Serializable", "Java serialisation runs what an attacker sends",
            "\\b(TODO|FIXME|XXX)\\b", "do it, or write it down as a decision");

    /** The launcher starts the framework and answers its questions, in its own types. */
    private static final Map<String, String> OUTSIDE_THE_LAUNCHER = Map.of(
            "import java\\.io\\.File;",
            "java.nio.file.Path knows names that are not UTF-8 and says why something failed",
            "\\b(BundleActivator|BundleContext)\\b", "components are found by declarative services");

    private static final Map<String, String> IN_TESTS = Map.of(
            "Thread\\.sleep\\(", "a test waits for a condition, not for a time",
            "\\b(TODO|FIXME|XXX)\\b", "do it, or write it down as a decision");

    private final Repository repository = new Repository();

    @Test
    void sourcesKeepToTheRules() throws IOException {
        List<Path> sources = repository.javaFiles(bundle -> !bundle.shortName().matches("itest(\\..+)?"), "src");
        assertEquals(List.of(), broken(sources, IN_SOURCES));
        assertEquals(List.of(), broken(sources.stream().filter(file -> !file.toString().contains(".launcher/"))
                .toList(),
                OUTSIDE_THE_LAUNCHER));
    }

    @Test
    void testsKeepToTheRules() throws IOException {
        List<Path> tests = repository.javaFiles(bundle -> true, "src_test");
        assertEquals(List.of(), broken(tests, IN_TESTS));
    }

    private List<String> broken(List<Path> files, Map<String, String> rules) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String text = repository.text(file);
            rules.forEach((pattern, reason) -> {
                if (Pattern.compile(pattern).matcher(text).find()) {
                    found.add("\n" + file + " has /" + pattern + "/: " + reason);
                }
            });
        }
        return found;
    }
}
