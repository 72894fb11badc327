package org.backupmanager.cli.internal.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Request;
import org.backupmanager.cli.internal.text.Style;

/**
 * What goes over the socket. A request: magic number, columns of the terminal, whether it has colours, folder, time
 * zone, number of arguments, arguments. The
 * answer: frames of a kind (1 output, 2 error output, 3 exit code), a length and that many bytes; the exit code's four
 * bytes come last. Every size is bounded,
 * so that nonsense costs nothing.
 */
final class Wire {

    static final int MAGIC = 0x424d4331; // "BMC1"
    static final int OUT = 1;
    static final int ERR = 2;
    static final int EXIT = 3;

    private static final int MOST_ARGUMENTS = 10_000;
    private static final int LONGEST_TEXT = 64 << 10;
    private static final int LONGEST_REQUEST = 4 << 20;
    private static final int LONGEST_FRAME = 64 << 10;
    private static final int MOST_COLUMNS = 10_000;

    private Wire() {
    }

    static void write(DataOutputStream out, Request request) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(request.style().columns());
        out.writeBoolean(request.style().colour());
        writeText(out, request.directory().toString());
        writeText(out, request.zone().getId());
        out.writeInt(request.arguments().size());
        for (String argument : request.arguments()) {
            writeText(out, argument);
        }
        out.flush();
    }

    /**
     * Reads what follows the magic number.
     *
     * @throws IOException where this is no request of ours
     */
    static Request readRequest(DataInputStream in) throws IOException {
        int columns = within(in.readInt(), MOST_COLUMNS);
        boolean colour = in.readBoolean();
        String directory = readText(in);
        String zone = readText(in);
        int count = within(in.readInt(), MOST_ARGUMENTS);
        List<String> arguments = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < count; i++) {
            arguments.add(readText(in));
            total = within(total + arguments.getLast().length(), LONGEST_REQUEST);
        }
        try {
            return new Request(arguments, Path.of(directory), ZoneId.of(zone), new Style(columns, colour));
        } catch (InvalidPathException | DateTimeException nonsense) {
            throw new IOException("not a request", nonsense);
        }
    }

    /** A stream whose bytes become frames of that kind; flushes each. */
    static OutputStream frames(DataOutputStream out, int kind) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                synchronized (out) {
                    for (int done = 0; done < length; done += LONGEST_FRAME) {
                        int n = Math.min(LONGEST_FRAME, length - done);
                        out.writeByte(kind);
                        out.writeInt(n);
                        out.write(bytes, from + done, n);
                    }
                    out.flush();
                }
            }
        };
    }

    static void writeExit(DataOutputStream out, int code) throws IOException {
        synchronized (out) {
            out.writeByte(EXIT);
            out.writeInt(Integer.BYTES);
            out.writeInt(code);
            out.flush();
        }
    }

    /** Copies an answer to these streams and returns its exit code. */
    static int readAnswer(DataInputStream in, OutputStream out, OutputStream err) throws IOException {
        while (true) {
            int kind = in.readByte();
            int length = within(in.readInt(), LONGEST_FRAME);
            if (kind == EXIT) {
                return in.readInt();
            }
            byte[] bytes = in.readNBytes(length);
            OutputStream stream = kind == OUT ? out : err;
            stream.write(bytes);
            stream.flush();
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(within(bytes.length, LONGEST_TEXT));
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = within(in.readInt(), LONGEST_TEXT);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("not a request");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int within(int n, int most) throws IOException {
        if (n < 0 || n > most) {
            throw new IOException("a size of " + n + " does not fit");
        }
        return n;
    }
}
