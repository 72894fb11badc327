package org.backupmanager.pipeline;

import java.util.Arrays;

import org.backupmanager.pipeline.internal.SealedObject;
import org.backupmanager.pipeline.internal.Sha256;
import org.backupmanager.pipeline.internal.VaultKeys;

/** What a stranger can make who read the vault object but knows no secret. */
final class Forgery {

    private Forgery() {
    }

    static byte[] sealedFor(Vault victim, String kind, String name, byte[] content) {
        var guessed = new VaultKeys(victim.parameters(), new byte[32], new byte[0]);
        return SealedObject.seal(guessed, kind, name, content, new FixedChance(7));
    }

    /** A vault object or key file whose check sum was made right again after it was changed. */
    static byte[] withRightSum(byte[] object) {
        byte[] result = object.clone();
        byte[] sum = Sha256.of(Arrays.copyOf(object, object.length - 32));
        System.arraycopy(sum, 0, result, object.length - 32, 32);
        return result;
    }
}
