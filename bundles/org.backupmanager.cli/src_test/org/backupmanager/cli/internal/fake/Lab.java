package org.backupmanager.cli.internal.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.text.Style;

/** Where commands are run in tests: a folder, a device, a zone. */
public record Lab(Path folder, FakeDevice device, FakeDevices devices) {

    /** An hour ahead of UTC in winter. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    public static Lab in(Path folder) {
        var device = new FakeDevice(folder);
        return new Lab(folder, device, new FakeDevices(folder, device));
    }

    /** What somebody types in that folder, in a pipe. */
    public Request request(String... words) {
        return new Request(List.of(words), folder, ZONE, Style.PLAIN);
    }

    /** What a command printed and how it ended. */
    public record Result(int exitCode, String out, String err) {
    }

    /** Something that writes to two streams and ends in an exit code. */
    @FunctionalInterface
    public interface Run {
        int run(ByteArrayOutputStream out, ByteArrayOutputStream err) throws Exception;
    }

    /** Runs it and keeps what it wrote. */
    public static Result keep(Run run) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            int exitCode = run.run(out, err);
            return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (Exception failed) {
            throw new AssertionError("a command throws nothing", failed);
        }
    }
}
