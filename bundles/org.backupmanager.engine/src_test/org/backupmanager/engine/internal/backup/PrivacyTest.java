package org.backupmanager.engine.internal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.backupmanager.engine.internal.backup.Eavesdropper.Put;
import org.backupmanager.model.CipherSuite;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.pipeline.Vault;
import org.backupmanager.testkit.FakeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The storage plays against us: it sees every object and knows the plain text of 100 candidates, of which chance has
 * one backed up. Decision 16 says what it can find out and what not; how many games are played is the system property
 * {@code backupmanager.games}.
 */
class PrivacyTest {

    private static final int CANDIDATES = 100;
    private static final int GAMES = Integer.getInteger("backupmanager.games", 30);
    /** A storage that only guesses is called an attacker once in 3.5 million times for each attack that it tries. */
    private static final double DEVIATIONS = 5;

    @TempDir
    Path scratch;

    private final Random chance = new Random(20_26);
    private final Vault own = Vault.create("own", CipherSuite.AES_128, new SecureRandom());

    /** What the storage sees of a session. */
    private record Trace(List<Put> puts) {

        List<Integer> cabinets() {
            return puts.stream().filter(Put::isCabinet).map(Put::size).toList();
        }

        long volume() {
            return cabinets().stream().mapToLong(size -> size).sum();
        }

        /** The part of the register, which has an id for each slice, and the root. */
        long rest() {
            return puts.stream().mapToLong(Put::size).sum() - volume();
        }

        /** All that is to be seen, but for names. */
        List<String> shape() {
            return puts.stream().map(put -> put.name().value().replaceFirst(".*?/([a-z]+).*", "$1") + put.size())
                    .toList();
        }
    }

    /** How well a candidate fits what was seen: the more, the better. */
    @FunctionalInterface
    private interface Attack {
        double fit(Trace seen, int candidate);
    }

    @Test
    void withUnknownContentBesidesItTheStorageOnlyGuessesWhichFileItIs() throws Exception {
        List<Secret> files = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            int size = i < 40 ? 60_000 : (int) Math.exp(chance.nextDouble(0, 11.5));
            files.add(Secret.file(i, size, i % 3 / 2.0));
        }
        play("files", files);
    }

    @Test
    void withUnknownContentBesidesItTheStorageOnlyGuessesWhichTreeItIs() throws Exception {
        List<Secret> trees = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            trees.add(Secret.unknown(new Random(i), 20_000 + chance.nextInt(100_000)));
        }
        play("trees", trees);
    }

    /** A candidate alone in its session is the worst case: what remains hidden is hidden by the size classes. */
    @Test
    void ofAFileThatIsBackedUpAloneTheStorageLearnsItsClassOfSizeOnly() throws Exception {
        Map<List<String>, List<Integer>> seen = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int i = 0; i < CANDIDATES; i++) {
            Trace trace = backup(List.of(Secret.file(i, 1_000 * (1 + i), 1)));
            seen.computeIfAbsent(trace.shape(), _ -> new ArrayList<>()).add(i);
        }
        assertTrue(seen.size() <= 4, () -> seen.keySet().toString());
    }

    @Test
    void contentOfTheSameSizeLooksTheSame() throws Exception {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            seen.add(backup(List.of(Secret.file(i, 3_000_000, 1))).shape());
        }
        assertEquals(1, seen.size(), seen::toString);
    }

    /**
     * Where content is cut is a secret of the vault, and cabinets are cut by chance: who knows two contents of one
     * volume, and how sessions of them look under other keys, cannot tell which of them was stored.
     */
    @Test
    void sizesOfCabinetsDoNotShowWhereContentWasCut() throws Exception {
        Secret[] contents = {Secret.file(1, 10_000_000, 0.9),
            new Secret(2, Collections.nCopies(10, 1_000_000), 0.9)};
        int rounds = Math.max(10, GAMES / 4);
        double[][][] seen = new double[2][2 * rounds][];
        Set<String> shapes = new HashSet<>();
        for (int round = 0; round < 2 * rounds; round++) {
            for (int which = 0; which < 2; which++) {
                List<Integer> sizes = new ArrayList<>(backup(List.of(contents[which])).cabinets());
                sizes.sort(null);
                seen[which][round] = sizes.stream().mapToDouble(size -> size).toArray();
                shapes.add(which + " " + sizes);
            }
        }
        int right = 0;
        for (int round = rounds; round < 2 * rounds; round++) {
            for (int which = 0; which < 2; which++) {
                boolean first = nearest(seen[0], rounds, seen[which][round]) < nearest(seen[1], rounds,
                        seen[which][round]);
                right += first == (which == 0) ? 1 : 0;
            }
        }
        System.out.println("two contents told apart: " + right + " of " + 2 * rounds + "; " + shapes.size()
                + " shapes in " + 4 * rounds + " sessions");
        // Four deviations of a fair coin: in the build more than 18 of 20, by chance once in 50,000 times
        assertTrue(right < rounds + 4 * Math.sqrt(2 * rounds) / 2, right + " of " + 2 * rounds + " told");
        assertTrue(shapes.size() > 2, shapes::toString);
    }

    private static double nearest(double[][] known, int count, double[] sizes) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            double distance = known[i].length == sizes.length ? 0 : 1e18;
            for (int k = 0; k < Math.min(known[i].length, sizes.length); k++) {
                distance += (known[i][k] - sizes[k]) * (known[i][k] - sizes[k]);
            }
            nearest = Math.min(nearest, distance);
        }
        return nearest;
    }

    private void play(String what, List<Secret> candidates) throws Exception {
        long[] sizes = candidates.stream().mapToLong(each -> each.compressed(own)).toArray();
        // The storage may run the product itself: it learns from games whose end it knows
        List<Trace> known = new ArrayList<>();
        List<Integer> stored = new ArrayList<>();
        for (int game = 0; game < GAMES; game++) {
            stored.add(chance.nextInt(CANDIDATES));
            known.add(backup(List.of(candidates.get(stored.getLast()), unknown())));
        }
        Map<String, Attack> attacks = attacks(candidates, sizes, known, stored);
        Map<String, Double> ranks = new TreeMap<>();
        Map<String, Integer> hits = new TreeMap<>();
        for (int game = 0; game < GAMES; game++) {
            int secret = chance.nextInt(CANDIDATES);
            Trace seen = backup(List.of(candidates.get(secret), unknown()));
            attacks.forEach((name, attack) -> {
                double rank = rank(seen, attack, secret);
                ranks.merge(name, rank, Double::sum);
                hits.merge(name, rank < 10 ? 1 : 0, Integer::sum);
            });
        }
        ranks.forEach((name, sum) -> assertGuessed(name, sum / GAMES, hits.get(name)));
        System.out.println("torture: games of privacy, " + what + ": " + GAMES);
    }

    /** Under guessing a rank is one of 0 to 99 with equal chance, and one of ten is below 10. */
    private static void assertGuessed(String attack, double meanRank, int topTen) {
        double expected = (CANDIDATES - 1) / 2.0;
        double deviation = Math.sqrt((CANDIDATES * CANDIDATES - 1) / 12.0 / GAMES);
        System.out.printf("%s: mean rank %.1f (guessing %.1f +- %.1f), %d of %d in the first ten%n", attack, meanRank,
                expected, deviation, topTen, GAMES);
        assertTrue(meanRank > expected - DEVIATIONS * deviation, attack + " ranks the right one " + meanRank);
        assertTrue(topTen < GAMES * 0.1 + DEVIATIONS * Math.sqrt(GAMES * 0.09), attack + " has " + topTen + " in ten");
    }

    /** How many candidates fit better than the right one; those that fit equally count half. */
    private static double rank(Trace seen, Attack attack, int secret) {
        double right = attack.fit(seen, secret);
        double better = 0;
        for (int i = 0; i < CANDIDATES; i++) {
            double fit = attack.fit(seen, i);
            better += i == secret ? 0 : fit > right ? 1 : fit == right ? 0.5 : 0;
        }
        return better;
    }

    private Map<String, Attack> attacks(List<Secret> candidates, long[] sizes, List<Trace> known,
            List<Integer> stored) {
        var attacks = new TreeMap<String, Attack>();
        attacks.put("what is left of the volume", (seen, i) -> likelihood(known, t -> new double[] {
            (seen.volume() - sizes[i] - known.get(t).volume() + sizes[stored.get(t)]) / 64e3}));
        attacks.put("volume and number of cabinets", (seen, i) -> likelihood(known, t -> new double[] {
            (seen.volume() - sizes[i] - known.get(t).volume() + sizes[stored.get(t)]) / 256e3,
            seen.cabinets().size() - known.get(t).cabinets().size()}));
        attacks.put("volume and records", (seen, i) -> likelihood(known, t -> new double[] {
            (seen.volume() - sizes[i] - known.get(t).volume() + sizes[stored.get(t)]) / 256e3,
            (seen.rest() - known.get(t).rest()) / 16e3
                    - (candidates.get(i).sizes().size() - candidates.get(stored.get(t)).sizes().size()) / 100.0}));
        attacks.put("records", (seen, i) -> likelihood(known, t -> new double[] {
            (seen.rest() - known.get(t).rest()) / 2e3
                    - (candidates.get(i).sizes().size() - candidates.get(stored.get(t)).sizes().size()) / 25.0}));
        attacks.put("a cabinet that fits", (seen, i) -> -seen.cabinets().stream()
                .mapToLong(size -> Math.abs(size - 400 - sizes[i])).min().orElse(0));
        attacks.put("ends of sizes", (seen, i) -> -Math.abs(Math.floorMod(seen.volume(), 65_536L)
                - Math.floorMod(sizes[i] + 400, 65_536L)));
        return attacks;
    }

    /** How often what was learned looks as it would have to. */
    private static double likelihood(List<Trace> known, IntFunction<double[]> distances) {
        return IntStream.range(0, known.size()).mapToDouble(t -> {
            double square = 0;
            for (double distance : distances.apply(t)) {
                square += distance * distance;
            }
            return Math.exp(-square / 2);
        }).sum();
    }

    private Secret unknown() {
        return Secret.unknown(chance, 1 + chance.nextInt(5 << 20));
    }

    private Trace backup(List<Secret> contents) throws Exception {
        var storage = new Eavesdropper();
        var bench = new Bench(storage, scratch);
        var source = new FakeSource();
        for (int i = 0; i < contents.size(); i++) {
            contents.get(i).put(source.tree(), "/a/" + i);
        }
        assertEquals(State.COMPLETED, bench.backup(source, "/a").state());
        return new Trace(storage.puts());
    }
}
