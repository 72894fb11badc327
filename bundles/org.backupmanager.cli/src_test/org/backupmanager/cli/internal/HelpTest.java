package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.backupmanager.cli.internal.grammar.Command;
import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.process.BackgroundProcess;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.testkit.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The help is the table of commands. */
class HelpTest {

    @TempDir
    Path folder;

    private CommandTable table() {
        return new CommandTable(Lab.in(folder)::devices, Optional::empty, question -> Optional.empty(),
                new FakeClock());
    }

    private Result run(String... words) {
        var runner = new CommandRunner(table(), Lab.in(folder)::devices, new BackgroundProcess(List.of()), "");
        return Lab.keep((out, err) -> runner.run(Lab.in(folder).request(words), out, err));
    }

    @Test
    void everyCommandIsListedAndHiddenOnesOnlyWhereAskedFor() {
        String usual = run("help").out();
        String all = run("help", "-h").out();
        for (Command command : table().commands()) {
            String line = "\n  " + command.synopsis().name();
            assertTrue(all.contains(line), line);
            assertEquals(!command.synopsis().hidden(), usual.contains(line), line);
        }
    }

    @Test
    void everyOptionAndColumnOfEveryCommandIsExplainedWithAnExample() {
        for (Command command : table().commands()) {
            String page = run("help", "-c", command.synopsis().name()).out();
            command.synopsis().options().forEach(option -> assertTrue(page.contains("\n  " + option.name()), page));
            command.synopsis().columns().forEach(column -> assertTrue(page.contains("\n  " + column.header()), page));
            assertTrue(Messages.find(command.synopsis().name() + ".example.1").isPresent(), command.synopsis().name());
        }
    }

    @Test
    void everyGlobalOptionIsExplained() {
        String page = run("help", "-h").out();
        Globals.options().forEach(option -> assertTrue(page.contains("\n  " + option.name()), option.name()));
    }

    @Test
    void everyExitCodeIsExplained() {
        String page = run("help").out();
        for (Code code : Code.values()) {
            assertTrue(page.contains("\n  " + code.exitCode() + " "), code.name());
        }
    }

    @Test
    void helpAboutACommandIsFoundHoweverItIsAskedFor() {
        String page = run("help", "-command", "control.backup.start").out();
        assertTrue(page.startsWith("control.backup.start\n"), page);
        for (List<String> words : List.of(List.of("help", "control.backup.start"), List.of("control.backup.start",
                "-help"),
                List.of("control.backup.start", "-h"), List.of("-help", "control.backup.start"),
                List.of("--help", "control.backup.start"))) {
            assertEquals(page, run(words.toArray(String[]::new)).out(), words.toString());
        }
    }

    @Test
    void nothingTypedIsHelp() {
        assertEquals(run("help").out(), run().out());
    }

    @Test
    void anUnknownCommandGetsTheNearestRightOne() {
        Result result = run("control.sesion.list");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("\"control.session.list\""), result.err());
        assertTrue(run("session.list").err().contains("\"control.session.list\""));
        assertTrue(run("help", "-c", "quikstart").err().contains("\"quickstart\""));
        assertFalse(run("xylophone").err().contains("Did you mean"));
    }

    @Test
    void anOptionTakesAValueInEveryCommandOrInNone() {
        Map<String, Boolean> takesValue = new HashMap<>();
        for (Command command : table().commands()) {
            for (Option option : command.synopsis().options()) {
                assertEquals(takesValue.getOrDefault(option.name(), option.takesValue()), option.takesValue(),
                        option.name());
                takesValue.put(option.name(), option.takesValue());
            }
        }
        for (Option option : Globals.options()) {
            boolean value = option.takesValue();
            assertEquals(value, takesValue.getOrDefault(option.name(), value), option.name());
        }
    }
}
