package org.backupmanager.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * All classes and resources of a set of bundles in one jar: not compressed, not signed (the JVM keeps no image of
 * signed classes), for one version of Java. What is the framework's business ({@code OSGI-INF} and the like) stays in
 * the bundles' own files, where names may clash.
 */
final class ClassesJar {

    private static final Pattern LEFT_OUT = Pattern.compile("(META-INF/(MANIFEST\\.MF|INDEX\\.LIST"
            + "|[^/]*\\.(SF|RSA|DSA|EC)|maven/.*|(LICENSE|NOTICE|DEPENDENCIES|changelog|README)[^/]*)|OSGI-(INF|OPT)/.*"
            + "|module-info\\.class|plugin\\.(xml|properties)|about(_files/|[._]).*|\\.options|\\.api_description"
            + "|(LICENSE|NOTICE)[^/]*)", Pattern.CASE_INSENSITIVE);
    private static final String SERVICES = "META-INF/services/";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    /** @param framework whose manifest the jar gets, since the framework reads its own there */
    ClassesJar(InstalledBundle framework) throws IOException, NotFlatException {
        add(framework);
        try (JarFile jar = new JarFile(framework.file().toFile(), false)) {
            manifest.getMainAttributes().putAll(jar.getManifest().getMainAttributes());
        }
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Start.class.getName());
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
    }

    void addAll(Collection<InstalledBundle> bundles) throws IOException, NotFlatException {
        for (InstalledBundle bundle : bundles) {
            add(bundle);
        }
    }

    void add(InstalledBundle bundle) throws IOException, NotFlatException {
        if (bundle.host().isPresent()) {
            throw new NotFlatException(bundle.name() + " is a fragment");
        }
        if (!Files.isRegularFile(bundle.file())) {
            throw new NotFlatException(bundle.name() + " is no single file");
        }
        JarContent content;
        try (InputStream in = Files.newInputStream(bundle.file())) {
            content = JarContent.read(in);
        }
        Set<String> leftOut = leftOut(bundle);
        for (String root : bundle.classPath()) {
            JarContent part = root.equals(".") ? content : content.nested(root).orElseThrow(
                    () -> new NotFlatException(bundle.name() + " has a folder on its class path"));
            for (var entry : part.forThisJava().entrySet()) {
                if (!LEFT_OUT.matcher(entry.getKey()).matches() && !leftOut.contains(entry.getKey())) {
                    add(bundle.name(), entry.getKey(), entry.getValue());
                }
            }
        }
    }

    /** Jars whose content is taken; and libraries of all machines, where the manifest names one for this machine. */
    private static Set<String> leftOut(InstalledBundle bundle) {
        Set<String> leftOut = new HashSet<>(bundle.classPath());
        if (!NativeCode.ofThisMachine().files(bundle.nativeCode()).isEmpty()) {
            bundle.nativeCode().forEach(clause -> leftOut.addAll(List.of(clause.getValueComponents())));
        }
        return leftOut;
    }

    private void add(String owner, String name, byte[] content) throws NotFlatException {
        byte[] before = entries.putIfAbsent(name, content);
        if (before == null) {
            owners.put(name, owner);
        } else if (name.startsWith(SERVICES)) {
            entries.put(name, lines(before, content));
        } else if (!Arrays.equals(before, content)) {
            throw new NotFlatException(owner + " and " + owners.get(name) + " both have " + name);
        }
    }

    private static byte[] lines(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + 1 + second.length);
        both[first.length] = '\n';
        System.arraycopy(second, 0, both, first.length + 1, second.length);
        return both;
    }

    void write(Path target) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                var out = new JarOutputStream(file, manifest)) {
            out.setMethod(ZipEntry.STORED);
            for (var entry : entries.entrySet()) {
                out.putNextEntry(stored(entry.getKey(), entry.getValue()));
                out.write(entry.getValue());
            }
        }
    }

    private static ZipEntry stored(String name, byte[] content) {
        var sum = new CRC32();
        sum.update(content);
        var entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        return entry;
    }
}
