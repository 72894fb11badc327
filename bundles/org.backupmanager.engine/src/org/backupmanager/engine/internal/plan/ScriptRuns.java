package org.backupmanager.engine.internal.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.home.ConfigFile;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.plan.ScriptRun;
import org.backupmanager.session.BackupException;

/**
 * How scripts went, in a file for each session that had some; files of the newest {@link #MOST_SESSIONS} are kept. Safe
 * for use by many threads, one at a time for each session.
 *
 * @param folder of the files
 */
record ScriptRuns(Path folder) {

    /** A year of backups every hour. */
    static final int MOST_SESSIONS = 10_000;
    private static final String ENDING = ".txt";
    private static final int DIGITS = 12;

    /** Keeps one more run of a session. */
    void add(SessionId session, ScriptRun run) throws BackupException {
        try {
            Files.createDirectories(folder);
            Path file = file(session);
            ConfigFile text = Files.exists(file) ? ConfigFile.parse(Files.readString(file))
                    : ConfigFile.withComment(Messages.text("plan.runs.comment", session.toString()));
            write(new Section(text, Integer.toString(text.sections().size() + 1)), run);
            Files.writeString(file, text.text());
            tidy();
        } catch (IOException | IllegalArgumentException failed) {
            throw unusable(failed);
        }
    }

    private static void write(Section section, ScriptRun run) {
        section.set("Script", run.script());
        section.set("Phase", run.phase().word());
        section.set("Start", run.start().toString());
        section.set("Milliseconds", Long.toString(run.duration().toMillis()));
        section.set("End", run.end().word());
        section.set("ExitCode", run.exitCode());
        section.set("Output", run.output());
    }

    /** The runs of a session, in their order. */
    List<ScriptRun> of(SessionId session) throws BackupException {
        if (!Files.exists(file(session))) {
            return List.of();
        }
        try {
            ConfigFile text = ConfigFile.parse(Files.readString(file(session)));
            List<ScriptRun> runs = new ArrayList<>();
            for (String name : text.sections()) {
                runs.add(read(new Section(text, name)));
            }
            return runs;
        } catch (IOException | IllegalArgumentException failed) {
            throw unusable(failed);
        }
    }

    private static ScriptRun read(Section section) {
        return new ScriptRun(section.get("Script"),
                section.get("Phase", word -> Arrays.stream(ScriptRun.Phase.values())
                        .filter(phase -> phase.word().equals(word)).findFirst().orElseThrow()),
                section.get("Start", Instant::parse),
                section.get("Milliseconds", millis -> Duration.ofMillis(Long.parseLong(millis))),
                section.get("End", word -> Arrays.stream(ScriptRun.End.values())
                        .filter(end -> end.word().equals(word)).findFirst().orElseThrow()),
                section.number("ExitCode"), section.find("Output").orElse(""));
    }

    private void tidy() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted(Comparator.comparing(Path::getFileName)).toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - MOST_SESSIONS))) {
            Files.deleteIfExists(old);
        }
    }

    private Path file(SessionId session) {
        return folder.resolve(String.format("%0" + DIGITS + "d", session.number()) + ENDING);
    }

    private BackupException unusable(Exception cause) {
        String words = cause instanceof IOException failed ? Home.words(failed) : cause.getMessage();
        return new BackupException(Code.HOME_FAILED, folder, words).because(cause);
    }
}
