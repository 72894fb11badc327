package org.backupmanager.cli.internal.process;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the socket of a home folder is: {@code control.socket} in it. The operating system allows about a hundred bytes
 * for the path of a socket; where the
 * home's is longer, the socket is in a new private folder among the temporary files, and {@code control.address} in the
 * home names it.
 */
final class SocketPlace {

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
        if (fits(direct)) {
            return Files.exists(direct) ? Optional.of(UnixDomainSocketAddress.of(direct)) : Optional.empty();
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
     * A free place to listen at; what a process that was killed left there is removed. Only the holder of the device
     * calls this.
     */
    UnixDomainSocketAddress claim() throws IOException {
        release();
        if (fits(direct)) {
            return UnixDomainSocketAddress.of(direct);
        }
        Path socket = Files.createTempDirectory("backup-manager-").resolve("control.socket");
        Files.writeString(pointer, socket.toString());
        return UnixDomainSocketAddress.of(socket);
    }

    /** Nobody listens any more. */
    void release() throws IOException {
        if (fits(direct)) {
            Files.deleteIfExists(direct);
            return;
        }
        Optional<UnixDomainSocketAddress> left = find();
        if (left.isPresent()) {
            Files.deleteIfExists(left.get().getPath());
            Files.deleteIfExists(left.get().getPath().getParent());
        }
        Files.deleteIfExists(pointer);
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
