package org.backupmanager.itest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.BundleException;

/** The checkout that these tests were built from: its bundles, manifests and sources. */
final class Repository {

    static final String OURS = "org.backupmanager.";

    private final Path root;

    Repository() {
        Path here = Path.of("").toAbsolutePath();
        root = Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve("target-platform")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not run inside a checkout: " + here));
    }

    /** The checkout's own folder. */
    Path root() {
        return root;
    }

    /** One bundle's folder. The short name leaves the common beginning out: {@code source.files}. */
    record BundleFolder(String shortName, Path folder, Attributes headers) {

        List<ManifestElement> elements(String header) {
            try {
                return Stream.ofNullable(ManifestElement.parseHeader(header, headers.getValue(header)))
                        .flatMap(Stream::of).toList();
            } catch (BundleException e) {
                throw new IllegalStateException(folder + ": " + header, e);
            }
        }

        /** Names of packages or bundles in a header, those that are only optional included. */
        Stream<String> names(String header) {
            return elements(header).stream().flatMap(element -> Stream.of(element.getValueComponents()));
        }
    }

    List<BundleFolder> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("bundles"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF")))
                    .map(Repository::bundle).sorted((a, b) -> a.shortName().compareTo(b.shortName())).toList();
        }
    }

    private static BundleFolder bundle(Path folder) {
        try (InputStream in = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            String shortName = folder.getFileName().toString().substring(OURS.length());
            return new BundleFolder(shortName, folder, new Manifest(in).getMainAttributes());
        } catch (IOException e) {
            throw new IllegalStateException(folder + ": " + e, e);
        }
    }

    /** Java files below the given source folders of all bundles that are asked for, as paths from the top. */
    List<Path> javaFiles(Predicate<BundleFolder> wanted, String... sourceFolders) throws IOException {
        return bundles().stream().filter(wanted)
                .flatMap(bundle -> Stream.of(sourceFolders).map(bundle.folder()::resolve))
                .filter(Files::isDirectory)
                .flatMap(Repository::walk)
                .filter(path -> path.toString().endsWith(".java"))
                .map(root::relativize)
                .toList();
    }

    String text(Path fromTheTop) throws IOException {
        return Files.readString(root.resolve(fromTheTop));
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(folder + ": " + e, e);
        }
    }

    static Optional<String> attribute(ManifestElement element, String name) {
        return Optional.ofNullable(element.getAttribute(name));
    }
}
