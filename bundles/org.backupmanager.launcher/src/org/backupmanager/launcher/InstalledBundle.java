package org.backupmanager.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** What the manifest of an installed bundle says about whom it needs and what it offers. */
record InstalledBundle(String name, Version version, Path file, List<Offer> exports, List<Need> imports,
        List<Need> requires, Optional<Need> host, List<String> classPath, List<ManifestElement> nativeCode) {

    /** A package that others can import. */
    record Offer(String name, Version version) {
    }

    /** A package, bundle or host that must be there. */
    record Need(String name, VersionRange range) {

        boolean metBy(String offered, Version version) {
            return name.equals(offered) && range.includes(version);
        }
    }

    static InstalledBundle read(Path file) throws IOException {
        Attributes headers = manifest(file).getMainAttributes();
        ManifestElement id = elements(headers, Constants.BUNDLE_SYMBOLICNAME).findFirst()
                .orElseThrow(() -> new IOException(file + " is no OSGi bundle"));
        return new InstalledBundle(id.getValue(),
                Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)),
                file,
                elements(headers, Constants.EXPORT_PACKAGE).flatMap(InstalledBundle::offers).toList(),
                needs(headers, Constants.IMPORT_PACKAGE, Constants.VERSION_ATTRIBUTE),
                needs(headers, Constants.REQUIRE_BUNDLE, Constants.BUNDLE_VERSION_ATTRIBUTE),
                needs(headers, Constants.FRAGMENT_HOST, Constants.BUNDLE_VERSION_ATTRIBUTE).stream().findFirst(),
                classPath(headers),
                elements(headers, Constants.BUNDLE_NATIVECODE).toList());
    }

    private static Manifest manifest(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (InputStream in = Files.newInputStream(file.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(in);
            }
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return Optional.ofNullable(jar.getManifest()).orElseThrow(() -> new IOException(file + " has no manifest"));
        }
    }

    private static Stream<ManifestElement> elements(Attributes headers, String header) throws IOException {
        try {
            return Stream.ofNullable(ManifestElement.parseHeader(header, headers.getValue(header))).flatMap(Stream::of);
        } catch (BundleException e) {
            throw new IOException(e);
        }
    }

    private static Stream<Offer> offers(ManifestElement element) {
        Version version = Version.parseVersion(element.getAttribute(Constants.VERSION_ATTRIBUTE));
        return Stream.of(element.getValueComponents()).map(name -> new Offer(name, version));
    }

    /** Names in the bundle's own file; a dot is the file itself. */
    private static List<String> classPath(Attributes headers) throws IOException {
        List<String> named = elements(headers, Constants.BUNDLE_CLASSPATH)
                .flatMap(element -> Stream.of(element.getValueComponents())).toList();
        return named.isEmpty() ? List.of(".") : named;
    }

    private static List<Need> needs(Attributes headers, String header, String rangeAttribute) throws IOException {
        return elements(headers, header)
                .filter(element -> !Constants.RESOLUTION_OPTIONAL.equals(
                        element.getDirective(Constants.RESOLUTION_DIRECTIVE)))
                .flatMap(element -> Stream.of(element.getValueComponents())
                        .map(name -> new Need(name, range(element.getAttribute(rangeAttribute)))))
                .toList();
    }

    private static VersionRange range(String text) {
        return new VersionRange(text == null ? "0.0.0" : text);
    }
}
