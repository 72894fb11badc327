package org.backupmanager.engine.internal.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Priority;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ChoicesTest {

    @TempDir
    private Path folder;
    private Home home;

    @BeforeEach
    void hold() throws BackupException {
        home = Home.hold(folder.resolve("home"), "a test");
        home.writeText(Home.CONFIG, "; mine\n[General]\nDevice=Laptop\nNew=from a later version\n\n[Proxy]\nUse = 1\n");
    }

    @AfterEach
    void release() {
        home.close();
    }

    @Test
    void selectionsSurviveReopeningWhateverBytesThePathsHave() throws BackupException {
        Selection selection = Selection.NONE
                .including(ItemPath.of(new byte[] {'a', (byte) 0xff, '\n', 'b', '\\'}), Priority.HIGH)
                .including(ItemPath.parse("/home/Ann and Bob "), Priority.NORMAL)
                .including(ItemPath.ROOT, Priority.LOW)
                .excluding(ItemPath.parse("/home/Ann and Bob /\\x0d\\u2028 \u2028\u0085 tmp"));
        open().select("FileSystem", selection);
        open().select("MySql", Selection.of(ItemPath.parse("/shop")));
        assertEquals(selection, open().selection("FileSystem"));
        assertEquals(Selection.of(ItemPath.parse("/shop")), open().selection("MySql"));
        assertEquals(Selection.NONE, open().selection("Oracle"));
    }

    @Test
    void masksSurviveReopeningAndGoIntoEverySelectionOnlyWhenItIsRun() throws BackupException {
        List<Mask> masks = List.of(Mask.of("*.tmp"), Mask.of("#*#"), Mask.of("/var/cache/*"));
        Choices choices = open();
        choices.filter(masks);
        choices.select("FileSystem", Selection.of(ItemPath.parse("/home")).withMasks(List.of(Mask.of("x"))));
        assertEquals(masks, open().filters());
        assertEquals(List.of(), open().selection("FileSystem").masks());
        assertEquals(masks, open().effective("FileSystem").masks());
    }

    @Test
    void aMaskOfTwoLinesIsRefused() throws BackupException {
        Choices choices = open();
        assertCode(Code.BAD_ARGUMENT, () -> choices.filter(List.of(Mask.of("a\nb"))));
    }

    @Test
    void masksTellUpperFromLowerCaseOnLinuxOnly() throws BackupException {
        open().filter(List.of(Mask.of("*.TMP")));
        assertEquals(false, Choices.in(home, "Linux").effective("x").masked(ItemPath.parse("/a.tmp")));
        assertEquals(true, Choices.in(home, "Windows 11").effective("x").masked(ItemPath.parse("/a.tmp")));
    }

    @ParameterizedTest
    @CsvSource({"Connections,0,11", "CompressionLevel,-1,20", "CabinetSize,15,65", "Readers,0,9",
            "VerifyCompressed,-1,2",
            "LogLevel,Verbose,0", "Language,tlh,''"})
    void aValueOutsideOfItsRangeIsRefusedWithWhatFits(String name, String below, String above) throws BackupException {
        Choices choices = open();
        for (String value : List.of(below, above, "many", "1e1", "99999999999")) {
            BackupException failure = assertCode(Code.BAD_ARGUMENT, () -> choices.set(name, value));
            assertTrue(failure.getMessage().contains(name), failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySettingTakesItsDefaultAndIsExplained(Setting setting) throws BackupException {
        Choices choices = open();
        choices.set(setting.word(), choices.settings().get(setting.word()));
        assertEquals(choices.settings(), open().settings());
        assertTrue(setting.explanation().endsWith("."));
    }

    @Test
    void aSettingLastsAndWhatElseStandsInTheFileStaysAsItIs() throws BackupException {
        open().set("compressionlevel", "9");
        open().set("LogLevel", "debug");
        assertEquals("9", open().settings().get("CompressionLevel"));
        assertEquals(9, open().engine().compressionLevel());
        assertEquals("; mine\n[General]\nDevice=Laptop\nNew=from a later version\nCompressionLevel=9\n\n"
                + "[Proxy]\nUse = 1\n[Logging]\nLoggingLevel=Debug\n", home.readText(Home.CONFIG).orElseThrow());
    }

    @Test
    void connectionsAreKnownByTheirOldNameToo() throws BackupException {
        home.writeText(Home.CONFIG, "[general]\nDevice=Laptop\nSynchronizationThreadCount=4\n");
        assertEquals("4", open().settings().get("Connections"));
        open().set("Connections", "7");
        assertEquals("[general]\nDevice=Laptop\nSynchronizationThreadCount=7\n", home.readText(Home.CONFIG)
                .orElseThrow());
    }

    @Test
    void theNameOfTheDeviceIsShownAndCannotBeSet() throws BackupException {
        Choices choices = open();
        assertEquals("Laptop", choices.settings().get("Device"));
        assertCode(Code.BAD_ARGUMENT, () -> choices.set("Device", "Desktop"));
    }

    @Test
    void anUnknownSettingIsToldTheKnownOnes() throws BackupException {
        Choices choices = open();
        BackupException failure = assertCode(Code.BAD_ARGUMENT, () -> choices.set("Conections", "3"));
        assertTrue(failure.getMessage().contains("Connections"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[General]\nDevice=x\nnonsense\n", "\u0000\u0000\u0000", "[General]\nConnections=99\n"})
    void aDamagedConfigNamesTheFileTheCauseAndTheRemedy(String text) throws BackupException {
        home.writeText(Home.CONFIG, text);
        BackupException failure = assertCode(Code.HOME_FAILED, this::open);
        assertTrue(failure.getMessage().contains("config.ini") && failure.getMessage().contains("control.device.open"),
                failure.getMessage());
        assertEquals(text, home.readText(Home.CONFIG).orElseThrow());
    }

    @Test
    void aConfigThatIsNoTextIsDamaged() throws Exception {
        Files.write(home.folder().resolve(Home.CONFIG), new byte[] {'[', (byte) 0xc3, '('});
        assertCode(Code.HOME_FAILED, this::open);
    }

    @ParameterizedTest
    @ValueSource(strings =
            {"include Normal /x", "[FileSystem]\ninclude Urgent /x", "[FileSystem]\nexclude x", "[FileSystem]\n/x"})
    void aDamagedListOfSelectionsIsNeverTakenForAnEmptyOne(String text) throws BackupException {
        home.writeText(Home.SELECTIONS, text);
        BackupException failure = assertCode(Code.HOME_FAILED, this::open);
        assertTrue(failure.getMessage().contains("selections"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mnt/a b", " /mnt/x ", "\"/mnt\"", "/mnt/a\nb\\", "C:\\Users\\x", "a=b;c"})
    void aValueIsReadBackWhateverItHolds(String value) {
        ConfigFile config = ConfigFile.withComment("x");
        config.set("General", "Storage", value);
        assertEquals(value, ConfigFile.parse(config.text()).get("General", "Storage").orElseThrow());
    }

    private Choices open() throws BackupException {
        return Choices.in(home, "Linux");
    }

    public static BackupException assertCode(Code code, Executable call) {
        BackupException failure = assertThrows(BackupException.class, call);
        assertEquals(code, failure.code(), failure.getMessage());
        return failure;
    }
}
