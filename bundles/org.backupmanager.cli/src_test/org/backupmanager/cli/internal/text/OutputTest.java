package org.backupmanager.cli.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.cli.internal.text.Table.Layout;
import org.junit.jupiter.api.Test;

class OutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Output output = new Output(out, new ByteArrayOutputStream(), Style.PLAIN);

    private String printed() {
        output.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        assertEquals("a\\x1b[2Jb\\x0a", Output.printable("a\u001b[2Jb\n"));
        assertEquals("naïve", Output.printable("naïve"));
    }

    @Test
    void aReaderThatWentAwayIsNoError() {
        var deaf = new Output(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        }, OutputStream.nullOutputStream(), Style.PLAIN);
        assertFalse(deaf.isBroken());
        deaf.lineNow("hello");
        assertTrue(deaf.isBroken());
    }

    @Test
    void aLongTableIsPrintedWhileItGrows() {
        try (var table = new Table(output, new Layout(false, "", false), List.of(Column.number("N"),
                Column.text("X")))) {
            for (int i = 0; i < 1000; i++) {
                table.row(Integer.toString(i), "x");
            }
            assertTrue(printed().startsWith("  0  x\n  1  x\n"), "the first rows decide the widths");
        }
        assertEquals(1000, printed().lines().count());
    }
}
