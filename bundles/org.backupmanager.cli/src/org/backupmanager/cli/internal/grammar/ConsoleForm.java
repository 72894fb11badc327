package org.backupmanager.cli.internal.grammar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The form in which scripts of the Recovery Console speak to one of many devices of a computer: {@code fp -host HOST
 * -port PORT COMMAND ...}, where the port is the device's setting {@code HttpServerPort}. It means the same command
 * with the home folder of that device; nothing listens at the port.
 */
public final class ConsoleForm {

    private static final String WORD = "fp";
    private static final String HOST = "-host";
    private static final String PORT = "-port";
    private static final Set<String> HERE = Set.of("127.0.0.1", "::1", "localhost");
    private static final Set<String> BEFORE = Set.of(Globals.MACHINE_READABLE, Globals.NON_INTERACTIVE,
            Globals.NO_HEADER);

    private final IntFunction<List<Path>> homes;

    /** @param homes of the devices that have a port */
    public ConsoleForm(IntFunction<List<Path>> homes) {
        this.homes = homes;
    }

    /** The request in the usual form; one that has it already stays as it is. */
    public Request usual(Request request) throws UsageException {
        List<String> words = request.arguments();
        int at = 0;
        while (at < words.size() && BEFORE.contains(words.get(at))) {
            at++;
        }
        if (at == words.size() || !words.get(at).equals(WORD)) {
            return request;
        }
        var usual = new ArrayList<>(words.subList(0, at));
        Optional<String> port = Optional.empty();
        int next = at + 1;
        while (next < words.size() && (words.get(next).equals(HOST) || words.get(next).equals(PORT))) {
            if (next + 1 == words.size()) {
                throw new UsageException("usage.value", words.get(next));
            }
            if (words.get(next).equals(PORT)) {
                port = Optional.of(words.get(next + 1));
            } else if (!HERE.contains(words.get(next + 1))) {
                throw new UsageException("fp.host", words.get(next + 1));
            }
            next += 2;
        }
        usual.addAll(List.of(Globals.HOME, home(port.orElseThrow(() -> new UsageException("fp.port"))).toString()));
        usual.addAll(words.subList(next, words.size()));
        return new Request(usual, request.directory(), request.zone(), request.style());
    }

    private Path home(String port) throws UsageException {
        if (!port.matches("[1-9][0-9]{0,4}")) {
            throw new UsageException("usage.number", PORT, port);
        }
        List<Path> found = homes.apply(Integer.parseInt(port));
        if (found.isEmpty()) {
            throw new UsageException("fp.none", port);
        }
        if (found.size() > 1) {
            throw new UsageException("fp.many", port, String.join(", ", found.stream().map(Path::toString).toList()));
        }
        return found.getFirst();
    }
}
