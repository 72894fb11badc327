package org.backupmanager.pipeline;

import org.backupmanager.pipeline.internal.SealedObject;
import org.backupmanager.pipeline.internal.VaultKeys;

/** What a stranger can make who read the vault object but knows no secret. */
final class Forgery {

    private Forgery() {
    }

    static byte[] sealedFor(Vault victim, String kind, String name, byte[] content) {
        var guessed = new VaultKeys(victim.parameters(), new byte[32], new byte[0]);
        return SealedObject.seal(guessed, kind, name, content, new FixedChance(7));
    }
}
