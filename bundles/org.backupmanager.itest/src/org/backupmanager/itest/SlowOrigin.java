package org.backupmanager.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;
import org.backupmanager.testkit.TreeFixture;

/**
 * Files of which the first are backed up fast, since they do not compress, and fill cabinets; and the rest takes its
 * time, so that a process can be stopped after some cabinets were stored and before the session is complete.
 *
 * @param road whose origin it is
 * @param quickFiles of 4 MiB each; three cabinets of 16 MiB are filled at a time
 */
record SlowOrigin(Road road, int quickFiles) {

    private static final int QUICK = 4 << 20;
    /** Bytes that stand as hexadecimal digits: half of the text is gained by compression. */
    private static final int SLOW = 1 << 20;

    /** Makes it, or replaces all of it where there is one. */
    void make(int seed) throws IOException {
        Path folder = Files.createDirectories(road.origin().resolve("quick"));
        for (int i = 0; i < quickFiles; i++) {
            Files.write(folder.resolve("random-" + i), TreeFixture.bytes(seed * 1_000L + i, QUICK));
        }
        Path slow = Files.createDirectories(road.origin().resolve("slow"));
        Files.writeString(slow.resolve("text"), HexFormat.of().formatHex(TreeFixture.bytes(-1L - seed, SLOW)));
    }

    /** Makes so many more slow files, of which {@link #content} does not know. */
    void slower(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.writeString(road.origin().resolve("slow/more-" + i),
                    HexFormat.of().formatHex(TreeFixture.bytes(-100L - i, SLOW)));
        }
    }

    /** What has to be stored of it, but for what rounding and directories take. */
    long content() {
        return (long) quickFiles * QUICK + SLOW;
    }

    void choose(Device device) throws BackupException {
        device.select(Road.FILES, Selection.NONE
                .including(device.source(Road.FILES).parse(road.origin().toString()), Priority.LOW)
                .including(device.source(Road.FILES).parse(road.origin().resolve("quick").toString()), Priority.HIGH));
        slowDown(device);
    }

    void slowDown(Device device) throws BackupException {
        device.set("CompressionLevel", "19");
    }

    void speedUp(Device device) throws BackupException {
        device.set("CompressionLevel", "1");
    }
}
