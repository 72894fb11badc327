package org.backupmanager.cli.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of lines that grows and is begun anew now and then. */
class EventTailTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("events.jsonl");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void onlyWhatComesFromNowOnIsShown() throws IOException {
        write("old\n");
        try (var tail = new EventTail(file)) {
            assertEquals(List.of(), tail.more());
            write("a\nb\n");
            assertEquals(List.of("a", "b"), tail.more());
            assertEquals(List.of(), tail.more());
        }
    }

    @Test
    void whatWasBeforeIsShownOnRequestAndNotTwice() throws IOException {
        write("a\nb\nc\n");
        try (var tail = new EventTail(file)) {
            write("d\n");
            assertEquals(List.of("b", "c"), tail.last(2));
            assertEquals(List.of("a", "b", "c"), tail.last(9));
            assertEquals(List.of(), tail.last(0));
            assertEquals(List.of("d"), tail.more());
        }
    }

    @Test
    void aLineIsShownWhenItIsWhole() throws IOException {
        try (var tail = new EventTail(file)) {
            assertEquals(List.of(), tail.more());
            write("{\"a\":");
            assertEquals(List.of(), tail.more());
            write("1}\n{");
            assertEquals(List.of("{\"a\":1}"), tail.more());
        }
    }

    @Test
    void nothingIsMissedOrShownTwiceWhenTheFileIsBegunAnew() throws IOException {
        write("0\n");
        try (var tail = new EventTail(file)) {
            write("1\n");
            assertEquals(List.of("1"), tail.more());
            write("2\n");
            Files.move(file, folder.resolve("events.1.jsonl"));
            write("3\n");
            assertEquals(List.of("2", "3"), tail.more());
            Files.move(file, folder.resolve("events.2.jsonl"));
            assertEquals(List.of(), tail.more());
            write("4\n");
            assertEquals(List.of("4"), tail.more());
        }
    }
}
