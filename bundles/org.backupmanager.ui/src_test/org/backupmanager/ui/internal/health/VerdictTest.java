package org.backupmanager.ui.internal.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.StorageHealth;
import org.backupmanager.recovery.StorageHealth.Damage;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.ui.internal.look.Amounts;
import org.backupmanager.ui.internal.look.Mark;
import org.junit.jupiter.api.Test;

/** What the top of the Storage page says. */
class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Extent ALL = new Extent(44, 700_000_000);

    private final Amounts amounts = new Amounts(Locale.ENGLISH, ZoneOffset.UTC);

    private Verdict of(Verified verified, List<Damage> damage, Parity.State parity) {
        var health = new StorageHealth(ALL, verified, damage,
                new Parity("20+2", parity, 40, 4, 2, 0, 0, 0, "The disk is full.", Optional.empty()), List.of());
        return Verdict.of(health, List.of(), NOW, amounts);
    }

    private static Verified checked(Extent sound, Duration ago, boolean unfinished) {
        return new Verified(ALL, sound, Optional.of(NOW.minus(ago)), Optional.empty(), unfinished);
    }

    @Test
    void damageComesFirstAndSaysWhatItCosts() {
        var loss = new Loss("FileSystem", ItemPath.parse("/a"),
                List.of(new Stretch(new SessionId(1), new SessionId(4))));
        Verdict lost = of(checked(ALL, Duration.ofDays(90), true),
                List.of(new Damage("x", true, false, List.of(loss)), new Damage("y", false, false, List.of(loss))),
                Parity.State.FAILED);
        assertEquals(Mark.ERROR, lost.mark());
        assertTrue(lost.sentence().startsWith("2 objects"), lost::toString);
        assertTrue(lost.detail().startsWith("One item"), lost::toString);
        assertEquals(Messages.verdictNothingLost, of(checked(ALL, Duration.ofDays(1), false),
                List.of(new Damage("z", false, true, List.of())), Parity.State.COMPLETE).detail());
    }

    @Test
    void whatNobodyCheckedIsNotCalledSound() {
        var never = new Verified(ALL, new Extent(0, 0), Optional.empty(), Optional.empty(), false);
        assertEquals(Messages.verdictNever, of(never, List.of(), Parity.State.COMPLETE).sentence());
        assertEquals(Messages.verdictNoDamage, of(checked(new Extent(40, 1), Duration.ofDays(1), false), List.of(),
                Parity.State.COMPLETE).sentence());
        assertEquals(Messages.verdictStopped, of(checked(ALL, Duration.ofDays(1), true), List.of(),
                Parity.State.COMPLETE).sentence());
        assertEquals(Messages.verdictLate, of(checked(ALL, Duration.ofDays(36), false), List.of(),
                Parity.State.COMPLETE).sentence());
    }

    @Test
    void allThatWasCheckedIsSoundButParityThatFailsIsTold() {
        assertEquals(Mark.OK, of(checked(ALL, Duration.ofDays(3), false), List.of(), Parity.State.DUE).mark());
        Verdict failed = of(checked(ALL, Duration.ofDays(3), false), List.of(), Parity.State.FAILED);
        assertEquals(Mark.WARNING, failed.mark());
        assertEquals("The disk is full.", failed.detail());
    }
}
