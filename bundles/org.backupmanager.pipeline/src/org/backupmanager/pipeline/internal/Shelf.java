package org.backupmanager.pipeline.internal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.content.CabinetDirectory.Kind;
import org.backupmanager.pipeline.CabinetWriter;
import org.backupmanager.pipeline.PackedFrame;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;

/**
 * The open cabinets for content. A frame goes to one of them at random, so that the order and sizes of slices cannot be
 * read off the storage (decision 16 names the attacks). Safe for use by many threads.
 */
public final class Shelf {

    private static final int OPEN_CABINETS = 3;

    /** So many bytes go to one cabinet first: few frames in cabinets of their own would show how long they are. */
    private static final int TOGETHER = 8 << 20;

    private final Vault vault;
    private final int capacity;
    private final Transfer transfer;
    private final SecureRandom chance;
    private final Place[] places = new Place[OPEN_CABINETS];
    private final AtomicLong packed = new AtomicLong();

    public Shelf(Vault vault, int capacity, Transfer transfer, SecureRandom chance) {
        this.vault = vault;
        this.capacity = capacity;
        this.transfer = transfer;
        this.chance = chance;
        for (int i = 0; i < places.length; i++) {
            places[i] = new Place();
        }
    }

    void add(PackedFrame frame) throws BackupException, InterruptedException {
        boolean few = packed.getAndAdd(frame.size()) < TOGETHER;
        places[few ? 0 : chance.nextInt(places.length)].add(frame);
    }

    /** Sends what is open. */
    public void flush() throws BackupException, InterruptedException {
        for (Place place : places) {
            place.send();
        }
        packed.set(0);
    }

    private final class Place {
        private CabinetWriter cabinet = vault.cabinet(Kind.CONTENT, capacity, chance);

        synchronized void add(PackedFrame frame) throws BackupException, InterruptedException {
            if (!cabinet.fits(frame)) {
                send();
            }
            cabinet.add(frame);
        }

        synchronized void send() throws BackupException, InterruptedException {
            if (!cabinet.isEmpty()) {
                transfer.put(cabinet.finish());
                cabinet = vault.cabinet(Kind.CONTENT, capacity, chance);
            }
        }
    }
}
