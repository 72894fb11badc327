package org.backupmanager.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a jar, in memory. */
record JarContent(Map<String, byte[]> files) {

    /**
     * Of a jar for several versions of Java, the newest variant up to this one is taken. It is the last but one LTS:
     * the variants after it are ports of native libraries to the foreign-function interface, which do the same as
     * those before them and take 0.2 s longer to start.
     */
    private static final int NEWEST_VARIANT = 21;
    private static final Pattern VARIANT = Pattern.compile("META-INF/versions/(\\d+)/(.*)");

    static JarContent read(InputStream jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        var in = new ZipInputStream(jar);
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return new JarContent(files);
    }

    /** A jar in this jar. */
    Optional<JarContent> nested(String name) throws IOException {
        byte[] jar = files.get(name);
        return jar == null ? Optional.empty() : Optional.of(read(new ByteArrayInputStream(jar)));
    }

    /** By the names under which a class loader finds them. */
    Map<String, byte[]> forThisJava() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Map<String, Integer> variants = new HashMap<>();
        boolean several = isForSeveral();
        files.forEach((path, content) -> {
            Matcher variant = VARIANT.matcher(path);
            if (!variant.matches()) {
                if (!variants.containsKey(path)) {
                    found.put(path, content);
                }
            } else if (several) {
                int version = Integer.parseInt(variant.group(1));
                String name = variant.group(2);
                if (version <= NEWEST_VARIANT && version > variants.getOrDefault(name, 0)) {
                    variants.put(name, version);
                    found.put(name, content);
                }
            }
        });
        return found;
    }

    private boolean isForSeveral() throws IOException {
        byte[] manifest = files.get(JarFile.MANIFEST_NAME);
        return manifest != null && Boolean.parseBoolean(new Manifest(new ByteArrayInputStream(manifest))
                .getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
    }
}
