package org.backupmanager.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Makes the folder that {@link Start} starts: a configuration with only the bundles that the command line needs, and a
 * copy of the framework without its signature, since the JVM does not share the classes of a signed jar between runs.
 * Arguments: the installation's folder, the folder to make (replaced if it is there). Folders whose names begin with the
 * same word, up to a hyphen, were made for earlier states of the same installation and are removed.
 */
public final class Prepare {

    private static final String INSTALLED = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/.*\\.(SF|RSA|DSA|EC)");

    private final Path installation;
    private final Path target;

    private Prepare(Path installation, Path target) {
        this.installation = installation;
        this.target = target;
    }

    public static void main(String[] args) throws IOException {
        new Prepare(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath()).run();
    }

    private void run() throws IOException {
        Collection<InstalledBundle> installed = installed();
        InstalledBundle framework = installed.stream()
                .filter(each -> each.name().equals(CommandLineBundles.FRAMEWORK)).findFirst()
                .orElseThrow(() -> new IOException("no " + CommandLineBundles.FRAMEWORK + " in " + installation));
        Files.createDirectories(target.getParent());
        Path made = Files.createTempDirectory(target.getParent(), "new");
        try {
            writeConfiguration(made, new CommandLineBundles(installed).choose());
            writeStartJar(framework.file(), made.resolve("start.jar"));
            Files.copy(installation.resolve(INSTALLED), made.resolve("bundles.info"));
            putInPlace(made);
            forgetOlder();
        } finally {
            delete(made);
        }
    }

    /** One line each: name, version, place, start level, started; lines that begin with # are comments. */
    private Collection<InstalledBundle> installed() throws IOException {
        List<InstalledBundle> found = new ArrayList<>();
        for (String line : Files.readAllLines(installation.resolve(INSTALLED))) {
            String[] fields = line.split(",");
            if (!line.startsWith("#") && fields.length == 5) {
                found.add(InstalledBundle.read(installation.resolve(fields[2].replaceFirst("^file:", ""))));
            }
        }
        return found;
    }

    private void writeConfiguration(Path folder, Set<InstalledBundle> bundles) throws IOException {
        Properties config = new Properties();
        config.setProperty("osgi.bundles", bundles.stream().map(Prepare::entry).collect(Collectors.joining(",")));
        config.setProperty("osgi.bundles.defaultStartLevel", "4");
        config.setProperty("osgi.install.area", installation.toUri().toString());
        config.setProperty("eclipse.application", "org.backupmanager.cli.main");
        Files.createDirectories(folder.resolve("configuration"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("configuration/config.ini"))) {
            config.store(out, null);
        }
    }

    /** Fragments cannot be started; the rest is started lazily but for what must run before components are found. */
    private static String entry(InstalledBundle bundle) {
        String start = switch (bundle.name()) {
            case "org.eclipse.equinox.common", "org.apache.felix.scr" -> "@2:start";
            case "org.eclipse.equinox.app" -> "@start";
            default -> "";
        };
        return "reference:" + bundle.file().toUri() + start;
    }

    /** The framework, able to be started with {@code java -jar}, with native code allowed as the product allows it. */
    private void writeStartJar(Path framework, Path startJar) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(framework), false)) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().putAll(in.getManifest().getMainAttributes());
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Start.class.getName());
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, ownJar().toString());
            manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(startJar), manifest)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (!SIGNATURE.matcher(entry.getName()).matches()) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    private static URL ownJar() {
        return Prepare.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Another process may have done the same meanwhile: what it made is as good. */
    private void putInPlace(Path made) throws IOException {
        if (Files.exists(target) && !sameBundles()) {
            delete(target);
        }
        try {
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(target.resolve("bundles.info"))) {
                throw e;
            }
        }
    }

    private void forgetOlder() throws IOException {
        String name = target.getFileName().toString();
        String installationWord = name.substring(0, name.indexOf('-') + 1);
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(target.getParent())) {
            for (Path sibling : siblings) {
                String other = sibling.getFileName().toString();
                if (!installationWord.isEmpty() && other.startsWith(installationWord) && !other.equals(name)) {
                    delete(sibling);
                }
            }
        }
    }

    private boolean sameBundles() throws IOException {
        Path before = target.resolve("bundles.info");
        return Files.exists(before) && Files.mismatch(before, installation.resolve(INSTALLED)) < 0;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
