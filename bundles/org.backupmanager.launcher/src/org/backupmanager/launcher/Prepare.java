package org.backupmanager.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the folder that a quick start needs, beside the commands that a person types: all classes in one jar, the
 * framework's state, and the JVM's image of what a {@link Rehearsal} loaded. Nothing of it is used before all is there
 * and one start from it went well. Where it cannot be made, a file says why, and commands start in the ordinary way.
 * Arguments: the installation's folder, the folder to fill, the JVM's options (which a start has to have, too).
 */
public final class Prepare {

    private static final long PATIENCE_MINUTES = 10;

    private final Installation installation;
    private final PreparedFolder prepared;
    private final List<String> options;

    private Prepare(Installation installation, PreparedFolder prepared, List<String> options) {
        this.installation = installation;
        this.prepared = prepared;
        this.options = options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new Prepare(new Installation(Path.of(args[0])), new PreparedFolder(Path.of(args[1]).toAbsolutePath()),
                List.of(args).subList(2, args.length)).run();
    }

    /** One process at a time; who comes second has nothing to do. */
    private void run() throws IOException, InterruptedException {
        try (var channel = FileChannel.open(prepared.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && Files.notExists(prepared.image())) {
                // The time of the file tells the start script that somebody is at it.
                channel.write(ByteBuffer.wrap(new byte[1]));
                make();
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        prepared.clear();
        try {
            writeClasses();
            writeImage();
            Files.deleteIfExists(prepared.refusal());
            prepared.forgetOthers();
        } catch (IOException | NotFlatException | IllegalStateException e) {
            prepared.clear();
            Files.writeString(prepared.refusal(), e + System.lineSeparator());
        } finally {
            PreparedFolder.delete(prepared.stage());
        }
    }

    private void writeClasses() throws IOException, NotFlatException {
        List<InstalledBundle> installed = installation.bundles();
        InstalledBundle framework = installed.stream()
                .filter(each -> each.name().equals(CommandLineBundles.FRAMEWORK)).findFirst()
                .orElseThrow(() -> new NotFlatException("no " + CommandLineBundles.FRAMEWORK));
        Collection<InstalledBundle> bundles = new CommandLineBundles(installed).choose();
        var classes = new ClassesJar(framework);
        classes.addAll(bundles);
        classes.addAll(installed.stream().filter(each -> each.name().equals(CommandLineBundles.LAUNCHER)).toList());
        classes.write(prepared.classes());
        Files.createDirectories(prepared.natives());
        for (InstalledBundle bundle : bundles) {
            NativeCode.ofThisMachine().extract(bundle, prepared.natives());
        }
        Files.write(prepared.list(), bundles.stream().map(each -> each.file().toString()).toList());
    }

    private void writeImage() throws IOException, InterruptedException {
        Path made = Files.createDirectories(prepared.stage()).resolve("classes.aot");
        // The first run fills the framework's state, so that the second is one like all that follow.
        java(List.of(), Start.class, "-version");
        java(List.of("-XX:AOTCacheOutput=" + made), Rehearsal.class);
        java(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + made), Start.class, "-version");
        Files.move(made, prepared.image(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Runs it in a JVM like those of later starts. */
    private void java(List<String> more, Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(more);
        command.add("-D" + Start.PREPARED + "=" + prepared.folder());
        command.add("-Djava.library.path=" + prepared.natives());
        command.addAll(List.of("-cp", prepared.classes().toString(), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        builder.environment().put("BACKUP_MANAGER_HOME", prepared.stage().resolve("home").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(main.getSimpleName() + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " ended with " + process.exitValue());
        }
    }
}
