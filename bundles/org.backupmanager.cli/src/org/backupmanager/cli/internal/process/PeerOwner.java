package org.backupmanager.cli.internal.process;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import jdk.net.ExtendedSocketOptions;

/** Asks the operating system who is at the other end of a socket. */
@FunctionalInterface
interface PeerOwner {

    /** Whether it is the person that this process runs for. */
    boolean isOurs(SocketChannel peer) throws IOException;

    /** As the kernel tells; where it cannot tell (Windows), the permissions of the home folder have to do. */
    PeerOwner KERNEL = peer -> {
        if (!peer.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        String user = peer.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return user.equals(System.getProperty("user.name")) || user.equals(ownNumber());
    };

    /** The user's number, which stands for a name where the machine has no name for it. */
    private static String ownNumber() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").toString() : System.getProperty("user.name");
    }
}
