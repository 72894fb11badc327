package org.backupmanager.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.backupmanager.cli.internal.fake.Lab;
import org.backupmanager.cli.internal.fake.Lab.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts see of the commands about the device and the process as a whole. */
class DeviceCommandsTest {

    @TempDir
    Path folder;
    private Lab lab;
    private Optional<String> typed = Optional.empty();

    @BeforeEach
    void makeLab() {
        lab = Lab.in(folder);
    }

    private Result run(String... words) {
        return new CommandBench(lab, typed).run(words);
    }

    @Test
    void reportsAreThoseOfTheDevice() {
        assertEquals("<Statistics>\n</Statistics>\n", run("control.report.get").out());
        assertEquals("<SessionStatistics>\n</SessionStatistics>\n",
                run("control.report.get", "-report", "session").out());
        assertEquals("# EOF\n", run("control.report.get", "-report", "Metrics").out());
    }

    @Test
    void theMailPasswordComesFromTheFirstLineOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "right horse\n");
        assertEquals(0, run("control.mail.password.modify", "-password-file", file.toString()).exitCode());
        assertEquals("right horse", lab.device().reporting().password());
        assertEquals(0, run("control.mail.password.modify", "-clear").exitCode());
        assertEquals("", lab.device().reporting().password());
        assertEquals(2, run("control.mail.password.modify").exitCode());
        assertEquals(2, run("control.mail.password.modify", "-password-file", "not/there").exitCode());
    }

    @Test
    void aTestMailSaysWhatTheServerSays() {
        lab.device().settings().put("MailAddress", "ann@example.org");
        Result refused = run("control.mail.test");
        assertEquals(18, refused.exitCode());
        assertTrue(refused.err().contains("mail.example.org:587: it refuses the user"), refused.err());
        lab.device().reporting().keepMailPassword("right horse");
        assertTrue(run("control.mail.test").out().contains("sent to ann@example.org."));
        lab.device().settings().put("RestoreMailAddress", "bob@example.org");
        assertTrue(run("control.mail.test").out().contains("sent to ann@example.org, bob@example.org."));
    }

    @Test
    void statusIsOneWord() {
        assertEquals("Idle\n", run("control.status.get").out());
    }

    @Test
    void thePassphraseComesFromTheFirstLineOfAFileAndIsNeverPrinted() throws IOException {
        lab.devices().forget();
        Path file = secretFile("right horse\nsecond line\n", "rw-------");
        Result result = run("control.device.create", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("right horse", lab.devices().passphrase());
        assertFalse((result.out() + result.err()).contains("horse"));
        assertEquals("", result.err());
    }

    @Test
    void aPassphraseFileThatOthersCanReadGetsAWarning() throws IOException {
        Path file = secretFile("right horse", "rw-r--r--");
        Result result = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(0, result.exitCode());
        assertTrue(result.err().contains("others can read"), result.err());
    }

    @Test
    void aWrongPassphraseIsToldWithoutSayingIt() throws IOException {
        Path file = secretFile("wrong donkey", "rw-------");
        Result result = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-passphrase-file",
                file.toString());
        assertEquals(5, result.exitCode());
        assertFalse((result.out() + result.err()).contains("donkey"));
    }

    @Test
    void aPersonIsAskedForThePassphraseUnlessTheCallIsNotInteractive() {
        typed = Optional.of("right horse");
        assertEquals(0, run("control.device.open", "-name", "laptop", "-storage", "/mnt").exitCode());
        Result silent = run("control.device.open", "-name", "laptop", "-storage", "/mnt", "-non-interactive");
        assertEquals(2, silent.exitCode());
        assertTrue(silent.err().contains("-passphrase-file"), silent.err());
    }

    @Test
    void aMissingOrEmptyPassphraseFileIsToldByName() throws IOException {
        Path empty = secretFile("\nnot this\n", "rw-------");
        assertEquals(2, run("control.device.open", "-name", "x", "-storage", "/mnt", "-passphrase-file",
                empty.toString()).exitCode());
        Result missing = run("control.device.open", "-name", "x", "-storage", "/mnt", "-passphrase-file", "nowhere");
        assertTrue(missing.err().contains(folder.resolve("nowhere").toString()), missing.err());
    }

    private Path secretFile(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void versionIsPrinted() {
        assertEquals("Backup Manager 1.0.0\n", run("-version").out());
    }

    @Test
    void shuttingDownNobodyIsNoError() {
        assertEquals(0, run("control.shutdown").exitCode());
    }
}
