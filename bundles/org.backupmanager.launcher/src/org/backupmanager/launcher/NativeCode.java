package org.backupmanager.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.eclipse.osgi.util.ManifestElement;
import org.osgi.framework.Constants;

/**
 * The native libraries that a bundle's manifest names for this machine. Where the bundle has a class loader of its own,
 * the framework hands them to it; here they are laid into one folder, for {@code java.library.path}.
 */
record NativeCode(String system, String processor) {

    static NativeCode ofThisMachine() {
        return new NativeCode(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    void extract(InstalledBundle bundle, Path folder) throws IOException {
        try (JarFile jar = new JarFile(bundle.file().toFile(), false)) {
            for (String path : files(bundle.nativeCode())) {
                try (InputStream in = jar.getInputStream(jar.getEntry(path))) {
                    Files.copy(in, folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
                }
            }
        }
    }

    /** The files of the first clause that is for this machine. */
    List<String> files(List<ManifestElement> clauses) {
        return clauses.stream().filter(this::isForHere).findFirst()
                .map(clause -> List.of(clause.getValueComponents())).orElse(List.of());
    }

    private boolean isForHere(ManifestElement clause) {
        return values(clause, Constants.BUNDLE_NATIVECODE_OSNAME).anyMatch(each -> system(each).equals(system(system)))
                && values(clause, Constants.BUNDLE_NATIVECODE_PROCESSOR)
                        .anyMatch(each -> processor(each).equals(processor(processor)));
    }

    private static Stream<String> values(ManifestElement clause, String attribute) {
        return Stream.ofNullable(clause.getAttributes(attribute)).flatMap(Stream::of);
    }

    private static String system(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.startsWith("win") ? "windows" : plain.startsWith("mac") ? "macos" : plain;
    }

    private static String processor(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86-64", "x86_64", "em64t" -> "x86-64";
            case "aarch64", "arm64" -> "aarch64";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }
}
