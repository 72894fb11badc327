package org.backupmanager.cli.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Globals;
import org.backupmanager.cli.internal.grammar.Holding;
import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.text.Style;

/**
 * The process that holds the device of a home folder, asked for what it is.
 *
 * @param home the folder
 */
record Holder(Path home) {

    /** Whether such a process holds the device now. */
    boolean is(Holding.Kind kind) {
        return status().filter(cells -> cells.getFirst().equals(kind.word())).isPresent();
    }

    /** The process that holds the device, where one answers. */
    Optional<ProcessHandle> process() {
        return status().flatMap(cells -> ProcessHandle.of(Long.parseLong(cells.get(1))));
    }

    private Optional<List<String>> status() {
        var answer = new ByteArrayOutputStream();
        var request = new Request(List.of(ServiceStatus.NAME, Globals.MACHINE_READABLE, Globals.NO_HEADER), home,
                ZoneId.systemDefault(), Style.PLAIN);
        Optional<Integer> exit = new CommandClient(home).ask(request, answer, OutputStream.nullOutputStream());
        return exit.filter(code -> code == 0).map(code -> List.of(answer.toString(StandardCharsets.UTF_8).split("\t")));
    }
}
