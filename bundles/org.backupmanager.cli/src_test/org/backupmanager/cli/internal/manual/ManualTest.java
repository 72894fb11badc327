package org.backupmanager.cli.internal.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.backupmanager.cli.internal.ConventionShell;
import org.backupmanager.cli.internal.convention.Transcript;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Parser;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written from the table of commands: explanations, completion, the man page. */
class ManualTest {

    private static final Path REHEARSAL =
            Path.of("../org.backupmanager.launcher/src/org/backupmanager/launcher/Rehearsal.java");
    private static final Pattern WORD = Pattern.compile("\"(-[a-z][a-z-]*|control\\.[a-z.-]+|help)\"");

    @TempDir
    Path folder;
    private Map<String, Synopsis> table;

    @BeforeEach
    void readTable() {
        table = ConventionShell.synopses(folder);
    }

    private String print(String command) {
        String typed = "$ " + command + "\n";
        return new ConventionShell(folder).again(typed).substring(typed.length());
    }

    /** What a program writes to both of its outputs. */
    private String said(String... command) throws Exception {
        Path output = folder.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .directory(folder.toFile()).start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return Files.readString(output);
    }

    private static void assumeInstalled(String program) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), () -> program + " is not installed");
    }

    @Test
    void everyCommandHasAPurposeAndExamplesAndEveryOptionAnExplanation() {
        for (Synopsis synopsis : table.values()) {
            assertTrue(Explanation.purpose(synopsis).endsWith("."), synopsis.name());
            assertFalse(Explanation.examples(synopsis).isEmpty(), synopsis.name());
            synopsis.options().forEach(option -> assertFalse(Explanation.of(synopsis, option).isBlank()));
            synopsis.columns().forEach(column -> assertFalse(Explanation.of(synopsis, column).isBlank()));
        }
    }

    @Test
    void everyExampleIsACommandLineThatMakesSense() throws Exception {
        Collection<Synopsis> synopses = table.values();
        var parser = new Parser(synopses.stream().<Command>map(synopsis -> () -> synopsis).toList(), "help");
        for (Synopsis synopsis : synopses) {
            for (String example : Explanation.examples(synopsis)) {
                List<String> words = Transcript.words(example.split(" [|] ")[0]);
                assertEquals(synopsis.name(), parser.parse(words).command().synopsis().name());
            }
        }
    }

    private String completed(String... words) throws Exception {
        assumeInstalled("bash");
        Path script = Files.writeString(folder.resolve("completion.bash"), print("completion bash"));
        String line = "'" + String.join("' '", words) + "'";
        return said("bash", "-c", "source " + script + "; complete -p clienttool >/dev/null || exit 1; COMP_WORDS=("
                + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _clienttool; echo \"${COMPREPLY[@]}\"").strip();
    }

    @Test
    void bashCompletesCommandsOptionsAndTheWordsThatOptionsTake() throws Exception {
        assertEquals("control.session.list", completed("clienttool", "control.session.l"));
        assertEquals("-exclude -existing-files-restore-policy", completed("clienttool", "control.restore.start",
                "-ex"));
        assertEquals("Overwrite OverwriteOlder", completed("clienttool", "control.restore.start",
                "-existing-files-restore-policy", "O"));
        assertEquals("tar", completed("clienttool", "control.restore.export", "-format", "t"));
        assertEquals("xml csv", completed("clienttool", "control.session.node.export", "-format", ""));
        assertEquals("FileSystem", completed("clienttool", "-machine-readable", "control.backup.start", "-datasource",
                "F"));
        assertEquals("", completed("clienttool", "control.schedule.add", "-name", ""));
        Files.createDirectory(folder.resolve("a folder"));
        assertEquals("a folder", completed("clienttool", "control.restore.start", "-restore-to", "a"));
    }

    @Test
    void hiddenCommandsAndOptionsAreNotCompleted() throws Exception {
        assertEquals("", completed("clienttool", "control.shut"));
        assertEquals("", completed("clienttool", "control.status.get", "-config"));
        assertTrue(completed("clienttool", "control.status.get", "-").contains("-home"));
    }

    @Test
    void zshTakesTheScriptThatItIsGiven() throws Exception {
        assumeInstalled("zsh");
        Path script = Files.writeString(folder.resolve("_clienttool"), print("completion zsh"));
        assertEquals("", said("zsh", "-n", script.toString()));
        assertEquals("_clienttool\n", said("zsh", "-f", "-c", "autoload -U compinit && compinit -u -d "
                + folder.resolve("dump") + "; source " + script + "; echo $_comps[clienttool]"));
    }

    @Test
    void theManPageHasEveryCommandAndGroffFindsNothingToWarnOf() throws Exception {
        assertEquals("", print("man -folder pages -machine-readable"));
        Path page = folder.resolve("pages/clienttool.1");
        String text = Files.readString(page).replace("\\-", "-");
        for (Synopsis synopsis : table.values()) {
            assertEquals(!synopsis.hidden(), text.contains("\n.SS " + synopsis.name() + "\n"), synopsis.name());
        }
        Globals.options().stream().filter(option -> !option.hidden())
                .forEach(option -> assertTrue(text.contains("\n.B " + option.name()), option.name()));
        assumeInstalled("groff");
        assertEquals("", said("groff", "-man", "-ww", "-Tutf8", "-z", page.toString()));
    }

    @Test
    void aFolderThatCannotBeMadeIsToldInsteadOfAManPage() throws IOException {
        Files.createFile(folder.resolve("file"));
        String out = print("man file");
        assertTrue(out.contains("clienttool.1 cannot be written") && out.contains("exit 2"), out);
    }

    /** The launcher sees no table: a command that it rehearses in vain would only cost its start a second. */
    @Test
    void theLauncherRehearsesOnlyCommandsAndOptionsThatAreThere() throws IOException {
        String verb = "";
        int commands = 0;
        for (Matcher word = WORD.matcher(Files.readString(REHEARSAL)); word.find();) {
            String found = word.group(1);
            if (found.startsWith("-")) {
                List<Option> own = table.containsKey(verb) ? table.get(verb).options() : List.of();
                assertTrue(Stream.of(own, Globals.options()).flatMap(List::stream)
                        .anyMatch(option -> option.name().equals(found)), verb + " " + found);
            } else {
                assertTrue(table.containsKey(found), found);
                verb = found;
                commands++;
            }
        }
        assertTrue(commands >= 8, "commands were found");
    }
}
