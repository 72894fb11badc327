package org.backupmanager.launcher;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.Constants;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Bundles whose classes the application class loader has (OSGi Connect), so that the JVM finds them in its image. What
 * the framework itself asks for, manifests and component descriptions, comes from the bundle's own file; that is at
 * their installation only, later the framework knows it. A bundle's location is the path of its file.
 */
final class FlatBundles implements ModuleConnector {

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // the connector keeps nothing
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return location.equals(Constants.SYSTEM_BUNDLE_LOCATION) ? Optional.empty()
                : Optional.of(() -> new Content(Path.of(location)));
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }

    private record Content(Path file) implements ConnectContent {

        @Override
        public Optional<Map<String, String>> getHeaders() {
            try (JarFile jar = jar()) {
                Map<String, String> headers = new HashMap<>();
                Manifest manifest = jar.getManifest();
                manifest.getMainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
                return Optional.of(headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Iterable<String> getEntries() throws IOException {
            try (JarFile jar = jar()) {
                return jar.stream().map(JarEntry::getName).toList();
            }
        }

        @Override
        public Optional<ConnectEntry> getEntry(String path) {
            try (JarFile jar = jar()) {
                return Optional.ofNullable(jar.getEntry(path)).map(entry -> new Entry(file, path, entry.getSize(),
                        entry.getTime()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<ClassLoader> getClassLoader() {
            return Optional.of(FlatBundles.class.getClassLoader());
        }

        @Override
        public void open() {
            // each question opens the file for itself: in the ordinary case there is none
        }

        @Override
        public void close() {
            // see open
        }

        private JarFile jar() throws IOException {
            return new JarFile(file.toFile(), false);
        }
    }

    private record Entry(Path file, String name, long length, long modified) implements ConnectContent.ConnectEntry {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getContentLength() {
            return length;
        }

        @Override
        public long getLastModified() {
            return modified;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new ByteArrayInputStream(getBytes());
        }

        @Override
        public byte[] getBytes() throws IOException {
            try (JarFile jar = new JarFile(file.toFile(), false);
                    InputStream in = jar.getInputStream(jar.getEntry(name))) {
                return in.readAllBytes();
            }
        }
    }
}
