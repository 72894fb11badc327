package org.backupmanager.engine.internal.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.backupmanager.engine.internal.Messages;

/**
 * What a script writes, read by a thread of its own; of much output the first and the last {@link #PART} bytes are
 * kept.
 * Safe for use by many threads.
 */
final class ScriptOutput {

    static final int PART = 16 << 10;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final byte[] last = new byte[PART];
    private long total;
    private final Thread reader;

    private ScriptOutput(InputStream stream) {
        reader = Thread.ofVirtual().unstarted(() -> read(stream));
    }

    /** Reads until there is nothing more to come, or the stream is closed. */
    static ScriptOutput of(InputStream stream) {
        var output = new ScriptOutput(stream);
        output.reader.start();
        return output;
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8 << 10];
        try (stream) {
            for (int n; (n = stream.read(buffer)) >= 0;) {
                keep(buffer, n);
            }
        } catch (IOException closed) {
            System.getLogger(ScriptOutput.class.getName()).log(System.Logger.Level.DEBUG, "no more output", closed);
        }
    }

    private synchronized void keep(byte[] bytes, int n) {
        for (int i = 0; i < n; i++, total++) {
            if (total < PART) {
                first.write(bytes[i]);
            } else {
                last[(int) (total % PART)] = bytes[i];
            }
        }
    }

    /** Waits for the end, but not longer than so: processes that the script left behind may hold its output open. */
    void awaitEnd(long millis) throws InterruptedException {
        reader.join(millis);
    }

    /** What was kept; what is no UTF-8 is shown as such. */
    synchronized String text() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first.toByteArray());
        long more = total - PART;
        if (more > PART) {
            bytes.writeBytes(("\n" + Messages.text("plan.script.cut", more - PART) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (long i = Math.max(PART, total - PART); i < total; i++) {
            bytes.write(last[(int) (i % PART)]);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
