import module java.base;

/** How values are packed in session roots and directory records. */
final class Packed {

    /** Something is not as FORMAT.md says. */
    static final class Damaged extends Exception {
        Damaged(String what) {
            super(what);
        }
    }

    /** Of a directory record. */
    record Entry(byte[] name, int kind, Instant modified, int mode, int user, int group, long linkGroup, byte[] target,
            long device, List<byte[]> extended, Content content) {
    }

    /** Pieces, or at depth 1 pieces that hold lists of pieces. */
    record Content(int depth, long length, List<Piece> pieces) {
    }

    /** A slice, or a hole where the id is all zeros. */
    record Piece(ByteBuffer id, long length) {
        boolean isHole() {
            return id.equals(ByteBuffer.allocate(32));
        }
    }

    /** What of a session root is of use to a reader. */
    record Session(long number, String source, Instant start, long items, long bytes, long counter, byte[] previous,
            Content tree) {
    }

    static void check(boolean right, String otherwise) throws Damaged {
        if (!right) {
            throw new Damaged(otherwise);
        }
    }

    static Session session(byte[] root, Vault vault) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(root);
        check(in.get() == 1, "a later version of session roots");
        long number = in.getLong();
        String source = new String(block(in), StandardCharsets.UTF_8);
        check(in.get() == 0, "not a backup");
        in.getShort();
        Instant start = Instant.ofEpochSecond(in.getLong(), in.getInt());
        int end = in.get() == 1 ? 12 : 0;
        in.position(in.position() + end);
        long items = in.getLong();
        long bytes = in.getLong();
        in.position(in.position() + 5 * 8);
        long counter = in.getLong();
        byte[] previous = take(in, 32);
        int depth = in.get();
        List<Piece> pieces = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            pieces.add(new Piece(ByteBuffer.wrap(take(in, 32)), in.getLong()));
        }
        for (int left = in.getInt(); left > 0; left--) {
            in.position(in.position() + 12);
            block(in);
            block(in);
            in.get();
            block(in);
        }
        byte[] signed = Arrays.copyOf(root, in.position());
        check(Crypto.isSigned(vault.signingKey, signed, block(in)), "its signature is wrong");
        return new Session(number, source, start, items, bytes, counter, previous, new Content(depth, 0, pieces));
    }

    static List<Entry> entries(byte[] record) throws Damaged {
        ByteBuffer in = ByteBuffer.wrap(record);
        check(in.get() == 1, "a later version of directory records");
        var entries = new ArrayList<Entry>();
        while (in.hasRemaining()) {
            ByteBuffer entry = ByteBuffer.wrap(packedBlock(in));
            entries.add(entry(packedBlock(entry), ByteBuffer.wrap(packedBlock(entry)), entry));
        }
        return entries;
    }

    private static Entry entry(byte[] name, ByteBuffer in, ByteBuffer content) throws Damaged {
        int kind = in.get();
        number(in);
        Instant modified = time(in);
        int mode = (int) number(in);
        int user = (int) number(in);
        int group = (int) number(in);
        number(in);
        time(in);
        long linkGroup = number(in);
        byte[] target = packedBlock(in);
        long device = number(in);
        var extended = new ArrayList<byte[]>();
        for (long left = 2 * number(in); left > 0; left--) {
            extended.add(packedBlock(in));
        }
        return new Entry(name, kind, modified, mode, user, group, linkGroup, target, device, extended,
                new Content(content.get(), number(content), pieces(content)));
    }

    static List<Piece> pieces(ByteBuffer in) throws Damaged {
        var pieces = new ArrayList<Piece>();
        for (long left = number(in); left > 0; left--) {
            pieces.add(new Piece(ByteBuffer.wrap(take(in, 32)), number(in)));
        }
        return pieces;
    }

    private static Instant time(ByteBuffer in) {
        long zigzag = number(in);
        return Instant.ofEpochSecond(zigzag >>> 1 ^ -(zigzag & 1), number(in));
    }

    static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] packedBlock(ByteBuffer in) throws Damaged {
        return take(in, (int) number(in));
    }

    static byte[] block(ByteBuffer in) throws Damaged {
        return take(in, in.getInt());
    }

    static byte[] take(ByteBuffer in, int length) throws Damaged {
        check(length >= 0 && length <= in.remaining(), "cut off");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
