import module java.base;

/** A cabinet, read from its end: where its frames and slices are. Its content is read frame by frame. */
final class Cabinet {

    final Path file;
    final List<Frame> frames = new ArrayList<>();
    private final Vault vault;
    private final byte[] header;
    private final byte[] keys;
    private final long size;
    private final long directoryAt;
    private final int padding;
    private final byte[] tags;

    /** Bytes of a frame in the file, and its slices. */
    record Frame(int ordinal, long at, int stored, int form, int plain, List<ByteBuffer> ids, List<Integer> lengths) {
    }

    Cabinet(Vault vault, Path file) throws Exception {
        this.vault = vault;
        this.file = file;
        size = Files.size(file);
        header = bytes(0, 128);
        keys = vault.contentKeys(header, "BM-CABIN");
        ByteBuffer trailer = ByteBuffer.wrap(bytes(size - 56, 56));
        Packed.check(new String(trailer.array(), 48, 8).equals("BM-TRAIL"), "its trailer is missing");
        Packed.check(trailer.getLong(32) == size, "its length is another");
        ByteBuffer locator = ByteBuffer.wrap(open(4, Packed.take(trailer, 32)));
        directoryAt = locator.getLong();
        int length = locator.getInt();
        Packed.check(directoryAt + length + 56 == size, "its directory is elsewhere");
        byte[] sealed = bytes(directoryAt, length);
        String id = HexFormat.of().formatHex(Crypto.sha256(header, sealed));
        Packed.check(file.endsWith(id), "not the cabinet of that name");
        ByteBuffer directory = ByteBuffer.wrap(open(3, sealed));
        directory.get();
        padding = directory.getInt();
        tags = Packed.take(directory, 32);
        int slices = directory.getInt();
        ByteBuffer layout = ByteBuffer.wrap(Packed.block(directory));
        Packed.check(readFrames(layout, directory) == slices, "another number of slices");
        for (Frame frame : frames) {
            frame.ids.forEach(_ -> frame.lengths.add((int) Packed.number(layout)));
        }
    }

    private int readFrames(ByteBuffer layout, ByteBuffer ids) throws Exception {
        int slices = 0;
        long at = 128;
        for (long left = Packed.number(layout); left > 0; left--) {
            int stored = (int) Packed.number(layout);
            int plain = (int) Packed.number(layout);
            var frame = new Frame(frames.size(), at, stored, plain & 1, plain >>> 1, new ArrayList<>(),
                    new ArrayList<>());
            for (long own = Packed.number(layout); own > 0; own--) {
                frame.ids.add(ByteBuffer.wrap(Packed.take(ids, 32)));
            }
            frames.add(frame);
            slices += frame.ids.size();
            at += stored;
        }
        Packed.check(at + padding == directoryAt, "its frames do not fill it");
        return slices;
    }

    /** The plain slices of a frame, each hashed again. */
    List<byte[]> slices(Frame frame) throws Exception {
        byte[] packed = vault.open(header, keys, 1, frame.form, frame.ordinal, frame.plain, new byte[0],
                bytes(frame.at, frame.stored));
        ByteBuffer plain = ByteBuffer.wrap(Vault.expanded(frame.form, packed, frame.plain));
        var slices = new ArrayList<byte[]>();
        for (int s = 0; s < frame.ids.size(); s++) {
            slices.add(Packed.take(plain, frame.lengths.get(s)));
            Packed.check(ByteBuffer.wrap(vault.sliceId(slices.getLast())).equals(frame.ids.get(s)), "a wrong slice");
        }
        Packed.check(!plain.hasRemaining(), "its slices do not fill it");
        return slices;
    }

    /** Reads every byte and checks it: frames, slices, tags, padding, sum. */
    void verify() throws Exception {
        byte[] all = {};
        for (Frame frame : frames) {
            slices(frame);
            all = Crypto.join(all, bytes(frame.at + frame.stored - 16, 16));
        }
        Packed.check(Arrays.equals(Crypto.sha256(all), tags), "frames of another cabinet");
        if (padding > 0) {
            open(2, bytes(directoryAt - padding, padding));
        }
        var sum = new CRC32C();
        sum.update(bytes(0, (int) size - 16));
        Packed.check((int) sum.getValue() == ByteBuffer.wrap(bytes(size - 16, 4)).getInt(), "a wrong CRC");
    }

    private byte[] open(int part, byte[] sealed) throws Exception {
        return vault.open(header, keys, part, 0, 0, sealed.length - 16, new byte[0], sealed);
    }

    private byte[] bytes(long at, int length) throws Exception {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(at);
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        }
    }
}
