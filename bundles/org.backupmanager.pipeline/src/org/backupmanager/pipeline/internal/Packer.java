package org.backupmanager.pipeline.internal;

import org.backupmanager.content.Piece;
import org.backupmanager.content.SliceId;
import org.backupmanager.pipeline.FrameCodec;
import org.backupmanager.pipeline.SliceHasher;
import org.backupmanager.session.BackupException;

/**
 * Hashes the slices of a batch, leaves out those that are stored, and packs the rest as one frame. One thread's share.
 */
public final class Packer {

    private final SliceHasher hasher;
    private final FrameCodec codec;
    private final Claims claims;
    private final Shelf shelf;

    public Packer(SliceHasher hasher, FrameCodec codec, Claims claims, Shelf shelf) {
        this.hasher = hasher;
        this.codec = codec;
        this.claims = claims;
        this.shelf = shelf;
    }

    public void pack(Batch batch) throws BackupException, InterruptedException {
        var ids = new SliceId[batch.slices];
        var lengths = new int[batch.slices];
        int fresh = 0;
        int from = 0;
        int end = 0;
        for (int i = 0; i < batch.slices; i++) {
            int length = batch.lengths[i];
            SliceId id = hasher.id(batch.data, from, length);
            if (claims.claim(id)) {
                batch.owners[i].fresh(id);
                // What is known leaves a gap: close it, so that the frame's slices lie one after the other.
                if (end != from) {
                    System.arraycopy(batch.data, from, batch.data, end, length);
                }
                ids[fresh] = id;
                lengths[fresh++] = length;
                end += length;
            }
            from += length;
            batch.owners[i].settle(batch.places[i], new Piece(id, length));
        }
        if (fresh > 0) {
            shelf.add(codec.pack(batch.data, end, ids, lengths, fresh));
        }
    }
}
