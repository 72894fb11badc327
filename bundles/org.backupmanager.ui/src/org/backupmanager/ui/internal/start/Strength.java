package org.backupmanager.ui.internal.start;

import org.backupmanager.ui.internal.look.Mark;

/** How hard a passphrase is to guess: by its length and the kinds of characters in it. */
enum Strength {
    EMPTY, WEAK, FAIR, STRONG;

    private static final int FAIR_BITS = 45;
    private static final int STRONG_BITS = 70;

    /** Judges a passphrase. */
    static Strength of(char[] passphrase) {
        if (passphrase.length == 0) {
            return EMPTY;
        }
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean other = false;
        int changes = 1;
        for (int i = 0; i < passphrase.length; i++) {
            char c = passphrase[i];
            lower |= Character.isLowerCase(c);
            upper |= Character.isUpperCase(c);
            digit |= Character.isDigit(c);
            other |= !Character.isLetterOrDigit(c);
            // "aaaa" and "1234" count as one character: each step has to surprise.
            changes += i > 0 && Math.abs(c - passphrase[i - 1]) > 1 ? 1 : 0;
        }
        int kinds = (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 20 : 0);
        double bits = changes * Math.log(Math.max(2, kinds)) / Math.log(2);
        return bits >= STRONG_BITS ? STRONG : bits >= FAIR_BITS ? FAIR : WEAK;
    }

    String hint() {
        return switch (this) {
            case EMPTY -> Messages.strengthEmpty;
            case WEAK -> Messages.strengthWeak;
            case FAIR -> Messages.strengthFair;
            case STRONG -> Messages.strengthStrong;
        };
    }

    Mark mark() {
        return switch (this) {
            case EMPTY -> Mark.IDLE;
            case WEAK -> Mark.WARNING;
            case FAIR, STRONG -> Mark.OK;
        };
    }
}
