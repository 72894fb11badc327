package org.backupmanager.cli.internal.process;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the socket of a home folder is: {@code control.socket} in it. Where that cannot be (the operating system allows
 * about a hundred bytes for the path of a socket, and some file systems hold none) the socket is in a new private
 * folder among the temporary files, and {@code control.address} in the home names it.
 */
final class SocketPlace {

    private static final System.Logger LOG = System.getLogger(SocketPlace.class.getName());
    private static final int LONGEST = 100;
    private static final int LONGEST_ADDRESS = 4096;

    private final Path direct;
    private final Path pointer;

    SocketPlace(Path home) {
        this.direct = home.resolve("control.socket");
        this.pointer = home.resolve("control.address");
    }

    /** Where to connect to, if a process listens or did. */
    Optional<UnixDomainSocketAddress> find() {
        if (fits(direct) && Files.exists(direct)) {
            return Optional.of(UnixDomainSocketAddress.of(direct));
        }
        try {
            if (!Files.isRegularFile(pointer) || Files.size(pointer) > LONGEST_ADDRESS) {
                return Optional.empty();
            }
            return Optional.of(UnixDomainSocketAddress.of(Files.readString(pointer).strip()));
        } catch (IOException | IllegalArgumentException nobodyListens) {
            return Optional.empty();
        }
    }

    /**
     * Listens at a free place; what a process that was killed left there is removed. Only the holder of the device
     * calls this.
     *
     * @return the socket's file
     */
    Path bind(ServerSocketChannel server) throws IOException {
        release();
        if (fits(direct)) {
            try {
                server.bind(UnixDomainSocketAddress.of(direct));
                return direct;
            } catch (IOException noSocketsHere) {
                LOG.log(System.Logger.Level.DEBUG, "no socket in the home folder", noSocketsHere);
            }
        }
        Path socket = Files.createTempDirectory("backup-manager-").resolve("control.socket");
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.writeString(pointer, socket.toString());
        return socket;
    }

    /** Nobody listens any more. */
    void release() throws IOException {
        Optional<UnixDomainSocketAddress> left = find();
        Files.deleteIfExists(direct);
        if (left.isPresent() && !left.get().getPath().equals(direct)) {
            Files.deleteIfExists(left.get().getPath());
            Files.deleteIfExists(left.get().getPath().getParent());
        }
        Files.deleteIfExists(pointer);
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
