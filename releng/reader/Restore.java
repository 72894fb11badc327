import module java.base;

/** Writes the tree of a session below a folder, with all attributes that plain Java can set. */
final class Restore {

    private static final LinkOption AS_IS = LinkOption.NOFOLLOW_LINKS;

    private final Reader reader;
    private final Map<Long, Path> linked = new HashMap<>();

    Restore(Reader reader) {
        this.reader = reader;
    }

    void restore(Path file, Packed.Entry entry) {
        reader.attempt(file.toString(), () -> {
            make(file, entry);
            setAttributes(file, entry);
        });
    }

    private void make(Path file, Packed.Entry entry) throws Exception {
        Path first = entry.linkGroup() == 0 ? file : linked.computeIfAbsent(entry.linkGroup(), _ -> file);
        if (first != file) {
            Files.createLink(file, first);
            return;
        }
        long device = entry.device();
        switch (entry.kind()) {
            case 0 -> write(file, entry.content());
            case 1 -> makeFolder(file, entry);
            case 2 -> Files.createSymbolicLink(file, Path.of(new String(entry.target(), StandardCharsets.UTF_8)));
            case 3 -> run("mkfifo", "" + file);
            case 5, 6 -> run("mknod", "" + file, entry.kind() == 5 ? "c" : "b", "" + (device >>> 8 & 0xfff),
                    "" + (device & 0xff | device >>> 12 & 0xfff00));
            default -> throw new Packed.Damaged("a socket, which its program makes anew");
        }
    }

    private void makeFolder(Path folder, Packed.Entry entry) throws Exception {
        Files.createDirectories(folder);
        for (Packed.Entry child : Packed.entries(reader.bytes(entry.content()))) {
            String name = new String(child.name(), StandardCharsets.UTF_8);
            boolean plain = Arrays.equals(name.getBytes(StandardCharsets.UTF_8), child.name());
            Path file = folder.resolve(plain ? name : HexFormat.of().formatHex(child.name()));
            restore(file, child);
            if (!plain) { // Java has no such names
                String octal = IntStream.range(0, child.name().length)
                        .mapToObj(i -> String.format("\\%03o", child.name()[i])).collect(Collectors.joining());
                run("sh", "-c", "mv -T -- \"$1\" \"$2/$(printf '" + octal + "')\"", "sh", "" + file, "" + folder);
            }
        }
    }

    private void write(Path file, Packed.Content content) throws Exception {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            long at = 0;
            for (Packed.Piece piece : reader.pieces(content)) {
                if (!piece.isHole()) {
                    out.seek(at);
                    out.write(reader.slice(piece));
                }
                at += piece.length();
            }
            Packed.check(at == content.length(), "its pieces do not fill it");
            out.setLength(at);
        }
    }

    /** Owner before permissions, since it takes setuid away; times last. */
    private void setAttributes(Path file, Packed.Entry entry) throws Exception {
        Files.setAttribute(file, "unix:uid", entry.user(), AS_IS);
        Files.setAttribute(file, "unix:gid", entry.group(), AS_IS);
        if (entry.kind() != 2) {
            Files.setAttribute(file, "unix:mode", entry.mode());
        }
        for (Iterator<byte[]> next = entry.extended().iterator(); next.hasNext();) {
            var name = new String(next.next(), StandardCharsets.UTF_8);
            ByteBuffer value = ByteBuffer.wrap(next.next());
            if (name.startsWith("user.")) {
                Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, AS_IS)
                        .write(name.substring(5), value);
            } else {
                System.err.println(file + ": plain Java cannot set " + name);
            }
        }
        if (entry.kind() < 3) {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, AS_IS)
                    .setTimes(FileTime.from(entry.modified()), null, null);
        } else { // Java would open it, and wait for whoever writes to it
            run("touch", "-m", "-h", "-d", entry.modified().toString(), "" + file);
        }
    }

    private static void run(String... command) throws Exception {
        Packed.check(new ProcessBuilder(command).inheritIO().start().waitFor() == 0, command[0] + " failed");
    }
}
