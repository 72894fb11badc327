package org.backupmanager.engine.internal.report;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * What reports say of the computer.
 *
 * @param name of the computer
 * @param system name of the operating system
 * @param address of the computer in its network; empty where it has none
 * @param version of this program
 * @param zone in which days are counted
 */
public record Machine(String name, String system, Supplier<String> address, String version, Supplier<ZoneId> zone) {

    /** This very computer. */
    public static Machine here(String name, String system, String version) {
        return new Machine(name, system, Machine::ownAddress, version, ZoneId::systemDefault);
    }

    /** Asks no name service, which may take long to answer. */
    private static String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress).findFirst().orElse("");
        } catch (SocketException unknown) {
            System.getLogger(Machine.class.getName()).log(System.Logger.Level.DEBUG, "no address", unknown);
            return "";
        }
    }
}
