package org.backupmanager.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;

import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.Code;
import org.backupmanager.pipeline.internal.PassphraseCost;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

class VaultTest {

    static final PassphraseCost CHEAP = new PassphraseCost(1 << 10, 1, 1);

    private final Vault vault = Vault.create("Ærø's box", CipherSuite.AES_256, new FixedChance(1));

    @Test
    void theRightPassphraseBringsAllKeysBack() throws BackupException {
        Vault again = Vault.unlock(vault.lock("correct horse".toCharArray()), "correct horse".toCharArray());

        assertArrayEquals(vault.toLocal(), again.toLocal());
        assertEquals("Ærø's box", again.device());
        assertEquals(CipherSuite.AES_256, again.cipher());
    }

    @Test
    void aWrongPassphraseIsRecognised() {
        byte[] object = vault.lock("correct horse".toCharArray(), CHEAP);

        var refused = assertThrows(BackupException.class, () -> Vault.unlock(object, "correct hors".toCharArray()));

        assertEquals(Code.WRONG_PASSPHRASE, refused.code());
        assertTrue(refused.getMessage().contains("Ærø's box"), refused.getMessage());
        assertFalse(refused.getMessage().contains("hors"), refused.getMessage());
    }

    @Test
    void aPassphraseIsTheSameHoweverItsAccentsAreTyped() throws BackupException {
        byte[] object = vault.lock("caf\u00e9".toCharArray(), CHEAP);
        assertArrayEquals(vault.id(), Vault.unlock(object, "cafe\u0301".toCharArray()).id());
    }

    @Test
    void theSameLockTwiceGivesTheSameBytesAndAnotherPassphraseOthers() {
        assertArrayEquals(vault.lock("a".toCharArray(), CHEAP), vault.lock("a".toCharArray(), CHEAP));
        assertFalse(Arrays.equals(vault.lock("a".toCharArray(), CHEAP), vault.lock("b".toCharArray(), CHEAP)));
    }

    @Test
    void aChangedByteIsDamageAndNotAWrongPassphrase() {
        byte[] object = vault.lock("a".toCharArray(), CHEAP);
        for (int at : new int[] { 0, 20, 100, object.length - 100, object.length - 1 }) {
            byte[] changed = object.clone();
            changed[at] ^= 4;
            assertEquals(Code.OBJECT_DAMAGED, codeOf(changed));
        }
        assertEquals(Code.OBJECT_DAMAGED, codeOf(Arrays.copyOf(object, object.length - 1)));
        assertEquals(Code.OBJECT_DAMAGED, codeOf(new byte[0]));
    }

    @Test
    void aLaterVersionIsToldApartFromDamage() {
        byte[] object = vault.lock("a".toCharArray(), CHEAP);
        object[9] = 2;
        assertEquals(Code.FORMAT_UNKNOWN, codeOf(object));
    }

    @Test
    void aVaultThatAsksForAllMemoryIsRefused() {
        byte[] greedy = vault.lock("a".toCharArray(), CHEAP);
        int cost = greedy.length - 32 - 80 - 16 - 1 - 4 - 4;
        greedy[cost] = 0x7f;
        assertEquals(Code.OBJECT_DAMAGED, codeOf(Forgery.withRightSum(greedy)));
        greedy[cost] = 0;
        greedy[cost + 4] = 0x7f;
        assertEquals(Code.OBJECT_DAMAGED, codeOf(Forgery.withRightSum(greedy)));
    }

    @Test
    void aKeyFileHoldsThePrivateHalfOnlyWhereItShould() throws BackupException {
        Vault half = vault.writeOnly();
        assertTrue(Vault.fromLocal(vault.toLocal()).canRead());
        assertFalse(Vault.fromLocal(half.toLocal()).canRead());
        assertEquals(vault.toLocal().length - 32, half.toLocal().length);
        assertThrows(IllegalStateException.class, () -> half.lock("a".toCharArray()));
        byte[] data = Cabinets.random(1, 1000);
        assertEquals(vault.hasher().id(data, 0, 1000), half.hasher().id(data, 0, 1000));
    }

    @Test
    void idsTellNothingToOthers() {
        Vault other = Vault.create("box", CipherSuite.AES_128, new FixedChance(2));
        assertNotEquals(vault.hasher().id(new byte[9], 0, 9), other.hasher().id(new byte[9], 0, 9));
    }

    @Test
    void whatTheDeviceSignedIsVerified() {
        byte[] message = { 1, 2, 3 };
        byte[] signature = vault.sign(message);
        assertTrue(vault.verify(message, signature));
        assertFalse(vault.verify(new byte[] { 1, 2, 4 }, signature));
        assertFalse(vault.verify(message, new byte[3]));
        assertFalse(Vault.create("box", CipherSuite.AES_128, new FixedChance(2)).verify(message, signature));
    }

    @Test
    void noSecretIsPrinted() {
        assertEquals("vault " + HexFormat.of().formatHex(vault.id()), vault.toString());
    }

    private static Code codeOf(byte[] object) {
        return assertThrows(BackupException.class, () -> Vault.unlock(object, "a".toCharArray())).code();
    }
}
