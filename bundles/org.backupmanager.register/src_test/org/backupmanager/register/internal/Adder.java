package org.backupmanager.register.internal;

import java.nio.file.Path;

import org.backupmanager.register.BackupRegister;
import org.backupmanager.testkit.FakeCabinet;

/** A process that adds one cabinet after another to a register, and says so, until it is killed. */
final class Adder {

    static final int SLICES = 500;

    private Adder() {
    }

    /** Starts it in a JVM of its own. */
    static Process start(Path folder) throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp", path,
                Adder.class.getName(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) throws Exception {
        try (BackupRegister register = new DerbyRegisters().open(Path.of(arguments[0]))) {
            for (int seed = 0; true; seed++) {
                int number = register.add(FakeCabinet.of(seed, SLICES));
                register.keepFrame(number, 0, new byte[10_000]);
                register.nextSession();
                System.out.println(number);
            }
        }
    }
}
