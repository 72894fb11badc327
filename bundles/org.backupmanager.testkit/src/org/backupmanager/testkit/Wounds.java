package org.backupmanager.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Hurts objects as storages, networks, people and attackers do. */
public final class Wounds {

    private Wounds() {
    }

    /** A copy with one bit of that byte flipped. */
    public static byte[] oneBitFlipped(byte[] object, int at) {
        byte[] wounded = object.clone();
        wounded[at] ^= 0x10;
        return wounded;
    }

    /**
     * A copy with one to three wounds: bits flipped, bytes overwritten, cut out or doubled, numbers made huge, the end
     * cut off.
     */
    public static byte[] random(byte[] object, Random chance) {
        byte[] wounded = object.clone();
        for (int wounds = 1 + chance.nextInt(3); wounds > 0 && wounded.length > 0; wounds--) {
            int at = place(wounded.length, chance);
            int length = Math.min(1 + chance.nextInt(40), wounded.length - at);
            wounded = switch (chance.nextInt(7)) {
                case 0 -> Arrays.copyOf(wounded, at);
                case 1 -> spliced(wounded, at, at + length);
                case 2 -> spliced(wounded, at + length, at);
                case 3 -> filled(wounded, at, length, (byte) (chance.nextBoolean() ? 0 : 0xff));
                case 4 -> filled(wounded, at, 1, (byte) chance.nextInt());
                case 5 -> counted(wounded, at, chance);
                default -> oneBitFlipped(wounded, at);
            };
        }
        return wounded;
    }

    /** As if a length or number of four or eight bytes stood there, or one of seven bits a byte. */
    private static byte[] counted(byte[] object, int at, Random chance) {
        byte[] huge = switch (chance.nextInt(4)) {
            case 0 -> ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE - chance.nextInt(64)).array();
            case 1 -> ByteBuffer.allocate(8).putLong(Long.MAX_VALUE >>> chance.nextInt(40)).array();
            case 2 -> ByteBuffer.allocate(4).putInt(chance.nextInt()).array();
            default -> new byte[] { -1, -1, -1, -1, (byte) chance.nextInt(16) };
        };
        System.arraycopy(huge, 0, object, at, Math.min(huge.length, object.length - at));
        return object;
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
