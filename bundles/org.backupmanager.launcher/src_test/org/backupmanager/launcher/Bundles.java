package org.backupmanager.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles of a few files. */
record Bundles(Path plugins) {

    InstalledBundle make(String name, Map<String, String> headers, Map<String, byte[]> files) throws IOException {
        Path file = plugins.resolve(name + ".jar");
        var all = new TreeMap<>(headers);
        all.putIfAbsent("Bundle-SymbolicName", name);
        all.putIfAbsent("Bundle-Version", "1.0.0");
        all.putIfAbsent("Bundle-ManifestVersion", "2");
        Files.write(file, jar(all, files));
        return InstalledBundle.read(file);
    }

    static byte[] jar(Map<String, String> headers, Map<String, byte[]> files) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
