package org.backupmanager.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the commands that people use most, once, on a device of its own. The JVM writes down which classes that takes. A
 * command that fails ends the process with an exit code: what was prepared is not used then.
 */
public final class Rehearsal {

    private static final int FILE_BYTES = 300_000;

    private final PreparedFolder prepared;
    private final Path stage;

    private Rehearsal(PreparedFolder prepared) {
        this.prepared = prepared;
        this.stage = prepared.stage();
    }

    public static void main(String[] args) throws Exception {
        // Not left to the last thread: after a failure some may wait for ever.
        System.exit(new Rehearsal(Start.prepared()).run());
    }

    /** Returns the exit code. */
    private int run() throws Exception {
        Path source = Files.createDirectories(stage.resolve("source/folder"));
        Files.createDirectories(stage.resolve("storage"));
        Files.write(source.resolve("a"), new byte[FILE_BYTES]);
        Files.writeString(stage.resolve("passphrase"), "keeps nothing of worth");
        try (var framework = CommandLineFramework.flat(prepared)) {
            for (List<String> command : commands()) {
                int code = framework.run(command.toArray(String[]::new));
                if (code != 0) {
                    return code;
                }
                Files.writeString(source.resolve("b"), command.toString());
            }
            return 0;
        }
    }

    private List<List<String>> commands() {
        List<String> backup = List.of("control.backup.start", "-datasource", "FileSystem", "-wait");
        return List.of(
                List.of("-version"),
                List.of("help"),
                List.of("control.device.create", "-name", "rehearsal", "-storage", stage.resolve("storage").toString(),
                        "-passphrase-file", stage.resolve("passphrase").toString()),
                List.of("control.selection.modify", "-datasource", "FileSystem", "-include",
                        stage.resolve("source").toString()),
                List.of("control.selection.list"),
                List.of("control.setting.list"),
                backup,
                backup,
                List.of("control.session.list"),
                List.of("control.session.node.list", "-datasource", "FileSystem"),
                List.of("control.session.error.list", "-datasource", "FileSystem"),
                List.of("control.restore.start", "-datasource", "FileSystem", "-restore-to",
                        stage.resolve("restored").toString(), "-wait"));
    }
}
