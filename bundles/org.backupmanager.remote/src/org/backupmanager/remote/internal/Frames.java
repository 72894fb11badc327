package org.backupmanager.remote.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Texts over a socket, each as its length and that many bytes of UTF-8. A length is checked before anything is kept
 * for it, so that nonsense costs nothing.
 */
final class Frames {

    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final int longest;
    private volatile long received;

    /** @param longest bytes that a text from the other end may have */
    Frames(SocketChannel peer, int longest) {
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(peer), BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(peer), BUFFER));
        this.longest = longest;
    }

    /** The next text; {@link EOFException} where the other end has hung up. */
    String read() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("a message of " + length + " bytes does not fit");
        }
        var bytes = new ByteArrayOutputStream(Math.min(length, BUFFER));
        while (bytes.size() < length) {
            byte[] piece = in.readNBytes(Math.min(length - bytes.size(), BUFFER));
            if (piece.length == 0) {
                throw new EOFException("a message ended early");
            }
            bytes.writeBytes(piece);
            received += piece.length;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Bytes of texts that came so far, that of an unfinished one included. */
    long received() {
        return received;
    }

    /** Sends a text; by one thread at a time. */
    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
