import module java.base;

/** Lists, verifies and restores what Backup Manager stored, by FORMAT.md alone. README.md says how it is run. */
final class Reader {

    private final Vault vault;
    private final Path device;
    private final Map<ByteBuffer, List<Place>> places = new HashMap<>();
    private final Map<Cabinet.Frame, List<byte[]>> atHand = new IdentityHashMap<>();
    private int troubles;

    /** Where a slice is. */
    private record Place(Cabinet cabinet, Cabinet.Frame frame, int slice) {
    }

    private Reader(Path device, char[] passphrase) throws Exception {
        this.device = device;
        vault = new Vault(Files.readAllBytes(device.resolve("vault")), passphrase);
    }

    public static void main(String[] words) throws Exception {
        String command = words.length == 3 || words.length == 5 ? words[0] + words.length : "";
        if (!Set.of("list3", "verify3", "restore5").contains(command)) {
            System.err.println("list STORAGE DEVICE | verify STORAGE DEVICE | restore STORAGE DEVICE SESSION FOLDER");
            System.exit(2);
        }
        char[] passphrase = System.console() != null ? System.console().readPassword("Passphrase: ")
                : new Scanner(System.in, StandardCharsets.UTF_8).nextLine().toCharArray();
        var reader = new Reader(Path.of(words[1], words[2].toLowerCase(Locale.ROOT)), passphrase);
        SortedMap<Long, Packed.Session> sessions = reader.sessions();
        switch (command) {
            case "list3" -> sessions.forEach((number, session) -> System.out.println(number + "\t" + session.source()
                    + "\t" + session.start() + "\t" + session.items() + " items\t" + session.bytes() + " bytes"));
            case "verify3" -> reader.verify(sessions, reader.cabinets());
            default -> {
                reader.cabinets();
                Packed.Session session = sessions.get(Long.valueOf(words[3]));
                Packed.check(session != null, "there is no session " + words[3]);
                Path target = Files.createDirectories(Path.of(words[4]));
                new Restore(reader).restore(target, Packed.entries(reader.bytes(session.tree())).getFirst());
            }
        }
        System.exit(reader.troubles == 0 ? 0 : 1);
    }

    /** What may fail while the rest goes on. */
    interface Attempt {
        void run() throws Exception;
    }

    void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception why) {
            System.err.println(what + ": " + (why instanceof Packed.Damaged ? why.getMessage() : why));
            troubles++;
        }
    }

    private List<Path> files(String folder, String names) throws IOException {
        if (!Files.exists(device.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(device.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(names)).sorted().toList();
        }
    }

    /** All session roots whose seal and signature are right. Where the chain of them has a gap, that is said. */
    private SortedMap<Long, Packed.Session> sessions() throws Exception {
        var sessions = new TreeMap<Long, Packed.Session>();
        var hashes = new HashSet<>(Set.of(ByteBuffer.allocate(32)));
        for (Path file : files("sessions", "[0-9]{12}")) {
            long number = Long.parseLong(file.getFileName().toString());
            byte[] object = Files.readAllBytes(file);
            attempt("session " + number, () -> {
                var session = Packed.session(vault.sealedObject(object, "session", "" + number), vault);
                Packed.check(session.number() == number, "is the root of session " + session.number());
                if (session.counter() != sessions.size() + 1 || !hashes.contains(ByteBuffer.wrap(session.previous()))) {
                    System.err.println("session " + number + ": roots before it were removed or replaced");
                }
                sessions.put(number, session);
            });
            hashes.add(ByteBuffer.wrap(Crypto.sha256(object)));
        }
        return sessions;
    }

    /** Reads the ends of all cabinets: where each slice is. */
    private List<Cabinet> cabinets() throws IOException {
        var cabinets = new ArrayList<Cabinet>();
        for (Path file : files("cabinets", "[0-9a-f]{64}")) {
            attempt("cabinet " + file.getFileName(), () -> {
                var cabinet = new Cabinet(vault, file);
                cabinets.add(cabinet);
                for (Cabinet.Frame frame : cabinet.frames) {
                    for (int s = 0; s < frame.ids().size(); s++) {
                        places.computeIfAbsent(frame.ids().get(s), _ -> new ArrayList<>())
                                .add(new Place(cabinet, frame, s));
                    }
                }
            });
        }
        return cabinets;
    }

    private void verify(SortedMap<Long, Packed.Session> sessions, List<Cabinet> cabinets) {
        cabinets.forEach(cabinet -> attempt("cabinet " + cabinet.file.getFileName(), cabinet::verify));
        sessions.forEach((number, session) -> attempt("session " + number, () -> System.out.println(
                "session " + number + ": " + checked(session.tree()) + " items are whole")));
    }

    /** Counts the items below a folder and looks whether all their slices are there. */
    private long checked(Packed.Content folder) throws Exception {
        long items = 0;
        for (Packed.Entry entry : Packed.entries(bytes(folder))) {
            items += 1 + (entry.kind() == 1 ? checked(entry.content()) : 0);
            for (Packed.Piece piece : pieces(entry.content())) {
                Packed.check(piece.isHole() || places.containsKey(piece.id()), "a slice is missing");
            }
        }
        return items;
    }

    /** The pieces of a content; where it has lists of pieces, what is in them. */
    List<Packed.Piece> pieces(Packed.Content content) throws Exception {
        if (content.depth() == 0) {
            return content.pieces();
        }
        ByteBuffer lists = ByteBuffer.wrap(bytes(new Packed.Content(0, 0, content.pieces())));
        var pieces = new ArrayList<Packed.Piece>();
        while (lists.hasRemaining()) {
            pieces.addAll(Packed.pieces(lists));
        }
        return pieces;
    }

    byte[] bytes(Packed.Content content) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (Packed.Piece piece : pieces(content)) {
            bytes.writeBytes(slice(piece));
        }
        return bytes.toByteArray();
    }

    /** A slice from any cabinet that has it whole. Some frames that were read stay at hand. */
    byte[] slice(Packed.Piece piece) throws Exception {
        for (Place place : places.getOrDefault(piece.id(), List.of())) {
            attempt("cabinet " + place.cabinet.file.getFileName(), () -> {
                if (!atHand.containsKey(place.frame)) {
                    atHand.put(place.frame, place.cabinet.slices(place.frame));
                }
            });
            List<byte[]> slices = atHand.getOrDefault(place.frame, List.of());
            if (atHand.size() > 32) {
                atHand.clear();
            }
            if (!slices.isEmpty() && slices.get(place.slice).length == piece.length()) {
                return slices.get(place.slice);
            }
        }
        throw new Packed.Damaged("a slice is missing");
    }
}
