package org.backupmanager.engine.internal.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.backupmanager.pipeline.Gate;
import org.backupmanager.plan.BandwidthLimits;
import org.backupmanager.session.SessionCancelledException;
import org.backupmanager.storage.ObjectName;
import org.backupmanager.testkit.FakeClock;
import org.backupmanager.testkit.MemoryTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of speed on a clock that moves where somebody waits for it. */
@Timeout(60)
class BucketTest {

    private static final Gate OPEN = () -> {
        // goes on
    };

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T07:59:50Z"));
    private final AtomicLong rate = new AtomicLong(16_000);
    /** A sleep that is late, as sleeps are. */
    private final Bucket.Nap late = time -> clock.advance(time.plusMillis(3));
    private final Bucket bucket = new Bucket(rate::get, clock, late);

    private Duration pass(Bucket through, long bytes) throws Exception {
        Instant start = clock.instant();
        for (long left = bytes; left > 0;) {
            left -= through.next((int) Math.min(left, 1 << 20), OPEN);
        }
        return Duration.between(start, clock.instant());
    }

    @Test
    void theRateIsHeldWithinFivePercent() throws Exception {
        for (long perSecond : new long[] {16_000, 125_000, 12_500_000, 1_250_000_000}) {
            rate.set(perSecond);
            pass(bucket, perSecond);
            assertEquals(10.0, pass(bucket, 10 * perSecond).toMillis() / 1000.0, 0.5, perSecond + " bytes a second");
        }
    }

    @Test
    void noSecondHasMoreThanItsShareByMuch() throws Exception {
        pass(bucket, 16_000);
        clock.advance(Duration.ofHours(1)); // what nobody used is not made up for
        Instant start = clock.instant();
        long passed = 0;
        while (Duration.between(start, clock.instant()).toMillis() < 1000) {
            passed += bucket.next(1 << 20, OPEN);
        }
        assertTrue(passed <= 16_000 * 1.75, passed + " bytes in a second");
    }

    @Test
    void severalThreadsShareTheRate() throws Exception {
        Instant start = clock.instant();
        List<Thread> threads = List.of(1, 2, 3, 4).stream().map(_ -> Thread.ofPlatform().start(() -> {
            try {
                pass(bucket, 40_000);
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(10.0, Duration.between(start, clock.instant()).toMillis() / 1000.0, 0.5);
    }

    @Test
    void anotherRateCountsAtOnceAlsoForWhoWaits() throws Exception {
        bucket.take(160_000, OPEN); // whoever comes next has to wait ten seconds
        Instant start = clock.instant();
        bucket.take(1, () -> {
            if (Duration.between(start, clock.instant()).toMillis() > 200) {
                rate.set(Bucket.UNLIMITED);
            }
        });
        assertTrue(Duration.between(start, clock.instant()).toMillis() < 400);
    }

    @Test
    void aClockThatIsSetBackHoldsNobodyUp() throws Exception {
        pass(bucket, 16_000);
        clock.advance(Duration.ofDays(-2));
        assertEquals(2.0, pass(bucket, 32_000).toMillis() / 1000.0, 0.5);
    }

    @Test
    void aCancelIsNoticedWithinATenthOfASecond() throws Exception {
        bucket.take(160_000_000, OPEN);
        var cancelled = new AtomicBoolean();
        Instant start = clock.instant();
        Gate gate = () -> {
            if (cancelled.getAndSet(true)) {
                throw new SessionCancelledException();
            }
        };
        assertThrows(SessionCancelledException.class, () -> bucket.take(1, gate));
        assertTrue(Duration.between(start, clock.instant()).toMillis() <= 100);
    }

    private Throttle throttle(BandwidthLimits limits) {
        var throttle = new Throttle(clock, () -> ZoneOffset.UTC, late);
        throttle.obey(limits);
        return throttle;
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static BandwidthLimits office(int up, int down) {
        return new BandwidthLimits(true, LocalTime.of(8, 0), LocalTime.of(18, 0), up, down, Set.of(), List.of());
    }

    @Test
    void theLimitBeginsAndEndsByTheClockInTheMiddleOfAnObjectToo() throws Exception {
        var throttle = throttle(office(128, -1));
        var storage = new LimitedTransport(new MemoryTransport(), throttle);
        byte[] content = bytes(1, 160_000);
        ObjectName name = new ObjectName("d/o");
        Instant start = clock.instant();
        storage.put(name, content);
        assertEquals(start, clock.instant(), "nothing is held up before eight");
        clock.set(Instant.parse("2026-11-23T17:59:58Z"));
        storage.put(new ObjectName("d/p"), content);
        assertEquals(Instant.parse("2026-11-23T18:00:00Z").toEpochMilli(), clock.instant().toEpochMilli(), 200,
                "two of its ten seconds, then the limit ends");
    }

    @Test
    void readingIsLimitedByItselfAndReturnsTheSameBytes() throws Exception {
        clock.set(Instant.parse("2026-11-23T12:00:00Z"));
        var throttle = throttle(office(-1, 256));
        var storage = new LimitedTransport(new MemoryTransport(), throttle);
        byte[] content = bytes(2, 320_000);
        Instant start = clock.instant();
        storage.put(new ObjectName("d/o"), content);
        assertEquals(start, clock.instant(), "sending has no limit");
        assertEquals(ByteBuffer.wrap(content), storage.get(new ObjectName("d/o"), 0, 400_000));
        assertEquals(10.0, Duration.between(start, clock.instant()).toMillis() / 1000.0, 0.5);
        assertEquals(ByteBuffer.wrap(content, 5, 7), storage.get(new ObjectName("d/o"), 5, 7));
        assertEquals(0, storage.get(new ObjectName("d/o"), 320_000, 7).remaining());
    }

    private static boolean holds(BandwidthLimits limits, String local, ZoneId zone) {
        return limits.hold(LocalDateTime.parse(local).atZone(zone).toInstant(), zone);
    }

    @Test
    void aWindowMayReachOverMidnightAndAFreeDayIsFreeFromMidnightToMidnight() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        var night = new BandwidthLimits(true, LocalTime.of(22, 0), LocalTime.of(6, 0), 128, 128,
                Set.of(DayOfWeek.SATURDAY), List.of());
        assertTrue(holds(night, "2026-11-26T22:00", zone));      // Thursday
        assertTrue(holds(night, "2026-11-27T05:59:59", zone));
        assertEquals(false, holds(night, "2026-11-27T06:00", zone));
        assertTrue(holds(night, "2026-11-27T23:59:59", zone));   // Friday
        assertEquals(false, holds(night, "2026-11-28T00:00", zone));
        assertEquals(false, holds(night, "2026-11-28T23:00", zone));
        assertTrue(holds(night, "2026-11-29T00:00", zone), "Saturday's night goes on on Sunday");
        Instant friday = Instant.parse("2026-11-27T21:30:00Z");
        assertEquals(Instant.parse("2026-11-27T23:00:00Z"), night.change(friday, zone).orElseThrow());
        assertEquals(Instant.parse("2026-11-28T23:00:00Z"),
                night.change(Instant.parse("2026-11-27T23:00:00Z"), zone).orElseThrow());
    }

    @Test
    void twoEqualTimesAreTheWholeDayAndNeverChange() {
        var always = new BandwidthLimits(true, LocalTime.NOON, LocalTime.NOON, 128, 128, Set.of(), List.of());
        assertTrue(holds(always, "2026-11-26T11:59", ZoneOffset.UTC));
        assertTrue(holds(always, "2026-11-26T12:00", ZoneOffset.UTC));
        assertTrue(always.change(clock.instant(), ZoneOffset.UTC).isEmpty());
    }

    @Test
    void theWindowIsRightInTheNightsInWhichClocksAreChanged() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        var window = new BandwidthLimits(true, LocalTime.of(2, 30), LocalTime.of(5, 0), 128, 128, Set.of(), List.of());
        // at three o'clock summer time, clocks go back to two: half past two comes twice, the first one counts
        assertEquals(false, window.hold(Instant.parse("2026-10-25T00:29:59Z"), zone));
        assertTrue(window.hold(Instant.parse("2026-10-25T00:30:00Z"), zone));
        assertTrue(window.hold(Instant.parse("2026-10-25T01:10:00Z"), zone));
        assertEquals(Instant.parse("2026-10-25T04:00:00Z"),
                window.change(Instant.parse("2026-10-25T00:30:00Z"), zone).orElseThrow());
        // in spring there is no half past two: the window begins as clocks jump over it
        assertEquals(false, window.hold(Instant.parse("2026-03-29T00:59:59Z"), zone));
        assertTrue(window.hold(Instant.parse("2026-03-29T01:00:00Z"), zone));
        assertEquals(Instant.parse("2026-03-29T03:00:00Z"),
                window.change(Instant.parse("2026-03-29T01:00:00Z"), zone).orElseThrow());
    }
}
