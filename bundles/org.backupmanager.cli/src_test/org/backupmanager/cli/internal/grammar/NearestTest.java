package org.backupmanager.cli.internal.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void lettersInsertedRemovedReplacedAndSwappedCountOne() {
        assertEquals(0, Nearest.distance("abc", "abc"));
        assertEquals(1, Nearest.distance("abc", "abxc"));
        assertEquals(1, Nearest.distance("abc", "ac"));
        assertEquals(1, Nearest.distance("abc", "axc"));
        assertEquals(1, Nearest.distance("abc", "acb"));
        assertEquals(3, Nearest.distance("", "abc"));
    }

    @Test
    void dashesCaseAndTheWordInFrontDoNotCount() {
        List<String> words = List.of("control.backup.start", "control.status.get");
        assertEquals(Optional.of("control.backup.start"), Nearest.of("Backup.Start", words));
        assertEquals(Optional.of("control.status.get"), Nearest.of("--status.get", words));
        assertEquals(Optional.empty(), Nearest.of("umbrella", words));
    }

    @Test
    void aSlipInTheWordInFrontIsUnderstood() {
        assertEquals(Optional.of("control.session.list"),
                Nearest.of("contro.sesion.list", List.of("control.session.list", "control.setting.list")));
    }
}
