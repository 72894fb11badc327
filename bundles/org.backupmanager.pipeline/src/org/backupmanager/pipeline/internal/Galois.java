package org.backupmanager.pipeline.internal;

/**
 * Arithmetic of the field of 256 elements that Reed-Solomon parity needs: polynomials over bits modulo x^8 + x^4 +
 * x^3 +
 * x^2 + 1. Adding is exclusive or.
 */
public final class Galois {

    private static final int POLYNOMIAL = 0x11d;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long REST = POLYNOMIAL & 0xff;

    private Galois() {
    }

    /** The product of two elements. */
    public static int times(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int rest = b; rest != 0; rest >>>= 1) {
            product ^= (rest & 1) * shifted;
            shifted <<= 1;
            if (shifted > 0xff) {
                shifted ^= POLYNOMIAL;
            }
        }
        return product;
    }

    /** 2 to that power. */
    public static int power(int exponent) {
        int result = 1;
        for (int i = 0; i < exponent; i++) {
            result = times(result, 2);
        }
        return result;
    }

    /** What gives 1 when it is multiplied with an element other than 0. */
    public static int inverse(int a) {
        int result = a;
        // a to the power of 254, since a to the power of 255 is 1
        for (int i = 0; i < 6; i++) {
            result = times(times(result, result), a);
        }
        return times(result, result);
    }

    /**
     * One step of a sum by Horner's rule, for each byte: {@code sum = sum * 2^step + data}. Eight bytes at once; their
     * order does not matter, since none of them touches another.
     */
    public static void step(long[] sum, int step, long[] data, int length) {
        switch (step) {
            case 0 -> add(sum, data, length);
            case 1 -> doubleAndAdd(sum, data, length);
            default -> {
                for (int i = 1; i < step; i++) {
                    doubleAndAdd(sum, new long[length], length);
                }
                doubleAndAdd(sum, data, length);
            }
        }
    }

    private static void add(long[] sum, long[] data, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] ^= data[i];
        }
    }

    private static void doubleAndAdd(long[] sum, long[] data, int length) {
        for (int i = 0; i < length; i++) {
            long x = sum[i];
            sum[i] = (x & LOW_BITS) << 1 ^ (x >>> 7 & LOWEST_BITS) * REST ^ data[i];
        }
    }

    /** Adds the product of bytes and a factor: {@code sum += data * factor}. */
    public static void addProduct(byte[] sum, byte[] data, int factor, int length) {
        byte[] products = new byte[256];
        for (int i = 0; i < products.length; i++) {
            products[i] = (byte) times(i, factor);
        }
        for (int i = 0; i < length; i++) {
            sum[i] ^= products[data[i] & 0xff];
        }
    }
}
