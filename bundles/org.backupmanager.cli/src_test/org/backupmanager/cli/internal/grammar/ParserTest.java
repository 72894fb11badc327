package org.backupmanager.cli.internal.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.junit.jupiter.api.Test;

class ParserTest {

    private static final Command HELP = () -> Synopsis.of("help", Option.value("-command", Kind.COMMAND),
            Option.flag("-h"));
    private static final Command PICK = () -> Synopsis.of("fruit.pick", Option.value("-name", Kind.NAME).needed(),
            Option.value("-count", Kind.NUMBER).otherwise("1"), Option.value("-add", Kind.MASK).many(),
            Option.value("-from", Kind.PATH).many(), Option.oneOf("-colour", "Red", "Green"), Option.value("-time",
                    Kind.TIME),
            Option.flag("-wait"));

    private final Parser parser = new Parser(List.of(HELP, PICK), "help");

    private Arguments parse(String... words) throws UsageException {
        return parser.parse(List.of(words)).arguments();
    }

    private String refuse(String... words) {
        return assertThrows(UsageException.class, () -> parse(words)).getMessage();
    }

    @Test
    void optionsStandBeforeOrAfterTheCommand() throws UsageException {
        Arguments arguments = parse("-wait", "-name", "apple", "fruit.pick", "-count", "3");
        assertTrue(arguments.has("-wait"));
        assertEquals("apple", arguments.get("-name"));
        assertEquals(3, arguments.number("-count"));
    }

    @Test
    void whatIsNotGivenHasItsFallback() throws UsageException {
        Arguments arguments = parse("fruit.pick", "-name", "apple");
        assertEquals(1, arguments.number("-count"));
        assertEquals(Optional.empty(), arguments.find("-colour"));
        assertFalse(arguments.has("-wait"));
    }

    @Test
    void aRepeatableOptionKeepsItsOrder() throws UsageException {
        assertEquals(List.of("b", "a"), parse("fruit.pick", "-name", "x", "-from", "b", "-from", "a").all("-from"));
    }

    @Test
    void severalMasksFollowOneName() throws UsageException {
        assertEquals(List.of("*.a", "*.b", "*.c"), parse("-add", "*.a", "*.b", "fruit.pick", "-add", "*.c", "-name",
                "x").all("-add"));
    }

    @Test
    void aValueMayBeginWithADash() throws UsageException {
        assertEquals("-odd", parse("fruit.pick", "-name", "-odd").get("-name"));
    }

    @Test
    void wordsOfAnOptionAreTheSameInUpperAndLowerCase() throws UsageException {
        assertEquals("red", parse("fruit.pick", "-name", "x", "-colour", "red").get("-colour"));
    }

    @Test
    void anUnknownOptionGetsTheNearestRightOne() {
        assertTrue(refuse("fruit.pick", "-nam", "x").contains("\"-name\""));
        assertTrue(refuse("fruit.pick", "-name", "x", "--wait").contains("\"-wait\""));
        assertFalse(refuse("fruit.pick", "-name", "x", "-zzzzzz").contains("Did you mean"));
    }

    @Test
    void whatMakesNoSenseIsToldWithTheRemedy() {
        assertTrue(refuse("fruit.pick").contains("needs the option -name"));
        assertTrue(refuse("fruit.pick", "-name").contains("needs a value"));
        assertTrue(refuse("fruit.pick", "-name", "-count", "2").contains("-name needs a value"));
        assertTrue(refuse("fruit.pick", "-name", "x", "-name", "y").contains("given twice"));
        assertTrue(refuse("fruit.pick", "-name", "x", "-count", "many").contains("whole number"));
        assertTrue(refuse("fruit.pick", "-name", "x", "-colour", "blue").contains("Red, Green"));
        assertTrue(refuse("fruit.pick", "-name", "x", "-time", "noon").contains("yyyy-mm-dd hh:mm:ss"));
        assertTrue(refuse("fruit.pick", "-name", "x", "pear").contains("\"pear\""));
    }
}
