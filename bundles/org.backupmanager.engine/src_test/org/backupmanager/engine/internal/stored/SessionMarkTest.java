package org.backupmanager.engine.internal.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Instant;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.model.SessionId;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

/** What was decided about a session, as an object. */
class SessionMarkTest {

    private final SecureRandom chance = new SecureRandom();
    private final Vault vault = Vault.create("bench", CipherSuite.AES_128, chance);
    private final SessionMark mark = new SessionMark(7, new SessionId(42), false, true,
            Instant.parse("2026-11-23T10:00:00.123456789Z"));

    @Test
    void aMarkIsReadAsItWasWritten() throws Exception {
        assertEquals(mark, SessionMark.decode(vault, 7, mark.encode(vault, chance)));
    }

    @Test
    void aMarkUnderAnotherNumberOrWithAFlippedBitIsDamaged() throws Exception {
        byte[] object = mark.encode(vault, chance);
        assertDamaged(vault, 8, object);
        for (int i = 0; i < object.length; i += 11) {
            byte[] wounded = object.clone();
            wounded[i] ^= 4;
            assertThrows(BackupException.class, () -> SessionMark.decode(vault, 7, wounded));
        }
    }

    @Test
    void aMarkOfAnotherDeviceIsDamaged() {
        Vault other = Vault.create("other", CipherSuite.AES_128, chance);
        assertDamaged(vault, 7, mark.encode(other, chance));
    }

    private static void assertDamaged(Vault vault, long number, byte[] object) {
        assertEquals(Code.OBJECT_DAMAGED, assertThrows(BackupException.class,
                () -> SessionMark.decode(vault, number, object)).code());
    }
}
