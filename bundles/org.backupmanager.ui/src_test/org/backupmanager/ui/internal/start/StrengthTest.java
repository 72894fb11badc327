package org.backupmanager.ui.internal.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StrengthTest {

    @Test
    void aFewCharactersAreWeak() {
        assertEquals(Strength.WEAK, Strength.of("secret".toCharArray()));
    }

    @Test
    void repeatedAndConsecutiveCharactersCountOnce() {
        assertEquals(Strength.WEAK, Strength.of("aaaaaaaaaaaaaaaaaaaaaaaa".toCharArray()));
        assertEquals(Strength.WEAK, Strength.of("123456789012345".toCharArray()));
    }

    @Test
    void fourWordsAreStrong() {
        assertEquals(Strength.STRONG, Strength.of("correct horse battery staple".toCharArray()));
    }

    @Test
    void nothingIsEmpty() {
        assertEquals(Strength.EMPTY, Strength.of(new char[0]));
    }
}
