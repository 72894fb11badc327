package org.backupmanager.engine.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.Test;

class PathPatternTest {

    private static void fits(boolean wanted, String pattern, String text) throws BackupException {
        byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        assertEquals(wanted, PathPattern.of(pattern).matches(bytes, 2, bytes.length - 2), pattern + " and " + text);
    }

    @Test
    void aWordMayStandAnywhere() throws BackupException {
        fits(true, "report", "report");
        fits(true, "report", "my report.odt");
        fits(true, " report ", "reports");
        fits(false, "report", "repor");
        fits(false, "report", "re port");
    }

    @Test
    void wildcardsMakeItExact() throws BackupException {
        fits(true, "report.*", "report.odt");
        fits(false, "report.*", "my report.odt");
        fits(true, "*.odt", ".odt");
        fits(true, "r?port", "report");
        fits(false, "r?port", "rport");
        fits(true, "*a*b*c", "xaxbxabc");
        fits(false, "*a*b*c", "xaxbxabcd");
        fits(true, "*", "");
    }

    @Test
    void upperAndLowerCaseAreTheSame() throws BackupException {
        fits(true, "RePort", "rEpORT");
        fits(true, "ÄRGER", "der ärger.txt");
        fits(true, "ärger*", "ÄRGERNIS");
        fits(false, "ärger", "arger");
    }

    @Test
    void aQuestionMarkIsOneLetterOfAnyWidth() throws BackupException {
        fits(true, "?rger", "ärger");
        fits(true, "h?llo", "h€llo");
        fits(true, "?", "😀");
        fits(false, "?", "äö");
        fits(true, "*?.txt", "ä.txt");
    }

    @Test
    void aSlashAsksForWholePaths() throws BackupException {
        assertEquals(true, PathPattern.of("/home/*.odt").isForPaths());
        assertEquals(false, PathPattern.of("*.odt").isForPaths());
        fits(true, "/home/*/thesis*.odt", "/home/ann/work/thesis-2.odt");
        fits(true, "ann/work", "/home/ann/work/thesis-2.odt");
    }

    @Test
    void nothingIsNoPattern() {
        assertEquals(Code.BAD_ARGUMENT, assertThrows(BackupException.class, () -> PathPattern.of("  ")).code());
    }
}
