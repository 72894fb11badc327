package org.backupmanager.pipeline;

import java.util.Arrays;
import java.util.Random;

import org.backupmanager.pipeline.internal.Sha256;

/** Hurts objects as storages, networks and people do. */
final class Wounds {

    private Wounds() {
    }

    static byte[] oneBitFlipped(byte[] object, int at) {
        byte[] wounded = object.clone();
        wounded[at] ^= 0x10;
        return wounded;
    }

    /** A vault object or key file whose check sum was made right again after it was changed. */
    static byte[] withRightSum(byte[] object) {
        byte[] result = object.clone();
        byte[] sum = Sha256.of(Arrays.copyOf(object, object.length - 32));
        System.arraycopy(sum, 0, result, object.length - 32, 32);
        return result;
    }

    /** Bits flipped, bytes overwritten, cut out, doubled, or the end cut off. */
    static byte[] random(byte[] object, Random chance) {
        byte[] wounded = object.clone();
        for (int wounds = 1 + chance.nextInt(3); wounds > 0 && wounded.length > 0; wounds--) {
            int at = place(wounded.length, chance);
            int length = Math.min(1 + chance.nextInt(40), wounded.length - at);
            wounded = switch (chance.nextInt(6)) {
                case 0 -> Arrays.copyOf(wounded, at);
                case 1 -> spliced(wounded, at, at + length);
                case 2 -> spliced(wounded, at + length, at);
                case 3 -> filled(wounded, at, length, (byte) (chance.nextBoolean() ? 0 : 0xff));
                case 4 -> filled(wounded, at, 1, (byte) chance.nextInt());
                default -> oneBitFlipped(wounded, at);
            };
        }
        return wounded;
    }

    /** Anywhere, but half the time near the ends, where the lengths are. */
    private static int place(int length, Random chance) {
        int near = chance.nextInt(Math.min(length, 300));
        return switch (chance.nextInt(4)) {
            case 0 -> near;
            case 1 -> length - 1 - near;
            default -> chance.nextInt(length);
        };
    }

    /** What is before {@code end}, then what is from {@code begin} on. */
    private static byte[] spliced(byte[] object, int end, int begin) {
        byte[] result = Arrays.copyOf(object, end + object.length - begin);
        System.arraycopy(object, begin, result, end, object.length - begin);
        return result;
    }

    private static byte[] filled(byte[] object, int at, int length, byte value) {
        Arrays.fill(object, at, at + length, value);
        return object;
    }
}
