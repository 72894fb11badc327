package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.backupmanager.itest.Repository.BundleFolder;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The layers of ARCHITECTURE.md, read off every manifest: who may import whom. */
class LayersTest {

    private static final String CONTRACT = "api";

    /** Every bundle is in one of these; a new one is added here, or fits a pattern already. */
    private static final Map<String, String> LAYERS = Map.of(
            "contract", CONTRACT,
            "tools", "pipeline|http|register|source\\.kit|diskimage",
            "doers", "engine|remote|source\\..+|transport\\..+|speedvault|windows|standbyimage|baremetal",
            "faces", "ui(\\..+)?|cli|mail|management|update|node",
            "beside the layers", "testkit|itest(\\..+)?|launcher|thirdparty\\..+");

    /** Beside the contract, a bundle may import these of ours: its tool, or the one sideways look that is allowed. */
    private static final Map<String, String> TOOL_USERS = Map.of(
            "pipeline", "engine",
            "source.kit", "source\\..+",
            "diskimage", "standbyimage|baremetal",
            "http", "transport\\.node|transport\\.s3|management|node",
            "ui", "ui\\.recoveryconsole");

    /** Whose job an outside library is. The longest prefix that fits decides. */
    private static final Map<String, String> LIBRARY_OWNERS = Map.ofEntries(
            Map.entry("org.bouncycastle", "pipeline"),
            Map.entry("com.github.luben.zstd", "pipeline"),
            Map.entry("org.apache.commons.compress", "engine|cli|baremetal"),
            Map.entry("org.apache.derby", "register|node|thirdparty\\.derby"),
            Map.entry("org.apache.hc", "http"),
            Map.entry("software.amazon", "transport\\.s3"),
            Map.entry("org.eclipse.jetty", "node"),
            Map.entry("org.eclipse.lsp4j", "remote"),
            Map.entry("com.google.gson", "remote"),
            Map.entry("org.eclipse.swt", "ui(\\..+)?"),
            Map.entry("org.eclipse.jface", "ui(\\..+)?"),
            Map.entry("org.eclipse.ui", "ui(\\..+)?"),
            Map.entry("org.eclipse.e4", "ui(\\..+)?"),
            Map.entry("org.eclipse.equinox.p2", "update"),
            Map.entry("jakarta.mail", "mail"),
            Map.entry("jakarta.activation", "mail"),
            Map.entry("org.eclipse.angus", "mail"),
            Map.entry("org.junit", "testkit"));

    private final List<BundleFolder> bundles;

    LayersTest() throws IOException {
        bundles = new Repository().bundles();
    }

    @Test
    void everyBundleHasItsLayer() {
        check("Every bundle belongs to one layer; say in LayersTest and ARCHITECTURE.md which.",
                bundles.stream().map(BundleFolder::shortName)
                        .filter(name -> LAYERS.values().stream().noneMatch(name::matches)));
    }

    @Test
    void arrowsPointDownAndNeverSideways() {
        check("A bundle imports from ours only the contract and the tool that is its own; doers and faces meet as"
                + " services whose types are in the contract.",
                layered().flatMap(bundle -> ours(bundle, "Import-Package")
                        .filter(name -> !mayImport(bundle.shortName(), exporter(name)))
                        .map(name -> bundle.shortName() + " imports " + name + " from " + exporter(name))));
    }

    @Test
    void theSidewaysLookIsAtThePartsOnly() {
        check("ui.recoveryconsole may import org.backupmanager.ui.parts and nothing else of the workbench.",
                named("ui\\.recoveryconsole").flatMap(bundle -> ours(bundle, "Import-Package"))
                        .filter(name -> exporter(name).equals("ui") && !name.equals("org.backupmanager.ui.parts")));
    }

    @Test
    void oneOutsideLibraryBelongsToOneBundle() {
        check("An outside library is known to one bundle, so that it can be replaced there.",
                layered().flatMap(bundle -> Stream.of("Import-Package", "Require-Bundle").flatMap(bundle::names)
                        .filter(name -> owner(name).filter(owner -> !bundle.shortName().matches(owner)).isPresent())
                        .map(name -> bundle.shortName() + " uses " + name + ", the job of "
                                + owner(name).orElseThrow())));
    }

    @Test
    void thePipelineKnowsNoSourceSessionOrWindow() {
        Set<String> known = Set.of("org.backupmanager.pipeline", "org.backupmanager.content", "org.backupmanager.model",
                "org.backupmanager.storage", "org.backupmanager.session");
        check("The pipeline knows bytes only: content, model, storage, and session for its progress and errors.",
                named("pipeline").flatMap(bundle -> ours(bundle, "Import-Package"))
                        .filter(name -> !known.contains(name)));
    }

    @Test
    void bundlesAreRequiredOnlyForTheWorkbench() {
        check("Import packages; only ui requires bundles, and only those of Eclipse.",
                layered().flatMap(bundle -> bundle.names("Require-Bundle")
                        .filter(name -> !bundle.shortName().matches("ui(\\..+)?") || !name.startsWith("org.eclipse."))
                        .map(name -> bundle.shortName() + " requires " + name)));
    }

    @Test
    void noBundleIsTiedToAnothersRelease() {
        check("Import a package of ours as [1.0,2), or as [1.0,1.1) to implement its types: field updates install"
                + " single bundles.",
                layered().flatMap(bundle -> bundle.elements("Import-Package").stream()
                        .filter(element -> element.getValue().startsWith(Repository.OURS))
                        .filter(element -> !isOpenRange(Repository.attribute(element, "version")))
                        .map(element -> bundle.shortName() + " imports " + element)));
    }

    @Test
    void everyExportHasAVersion() {
        check("Every exported package has a version.", bundles.stream().flatMap(bundle ->
                bundle.elements("Export-Package").stream()
                        .filter(element -> Repository.attribute(element, "version").isEmpty())
                        .map(element -> bundle.shortName() + " exports " + element)));
    }

    @Test
    void theInsideIsNeverExported() {
        check("A package called internal is never exported.", bundles.stream().flatMap(bundle ->
                bundle.names("Export-Package").filter(name -> name.matches(".*\\.internal(\\..*)?"))));
    }

    @Test
    void anExportedPackageSaysWhereToBegin() {
        check("Every exported package has a package-info.java.", bundles.stream().flatMap(bundle ->
                ours(bundle, "Export-Package").filter(name -> !Files.exists(bundle.folder()
                        .resolve("src/" + name.replace('.', '/') + "/package-info.java")))));
    }

    private static void check(String rule, Stream<String> broken) {
        List<String> list = broken.distinct().toList();
        if (!list.isEmpty()) {
            fail(rule + list.stream().collect(Collectors.joining("\n  ", "\nBroken by:\n  ", "")));
        }
    }

    /** The bundles that rules on imports are about. */
    private Stream<BundleFolder> layered() {
        return bundles.stream().filter(bundle -> !bundle.shortName().matches("itest(\\..+)?"));
    }

    private Stream<BundleFolder> named(String pattern) {
        return bundles.stream().filter(bundle -> bundle.shortName().matches(pattern));
    }

    private static Stream<String> ours(BundleFolder bundle, String header) {
        return bundle.names(header).filter(name -> name.startsWith(Repository.OURS));
    }

    private String exporter(String packageName) {
        return bundles.stream().filter(bundle -> bundle.names("Export-Package").anyMatch(packageName::equals))
                .map(BundleFolder::shortName).findFirst().orElse("nobody");
    }

    private static boolean mayImport(String bundle, String exporter) {
        return exporter.equals(bundle) || exporter.equals(CONTRACT)
                || bundle.matches(TOOL_USERS.getOrDefault(exporter, ""));
    }

    private static Optional<String> owner(String packageName) {
        List<String> prefixes = new ArrayList<>(LIBRARY_OWNERS.keySet());
        prefixes.sort((a, b) -> b.length() - a.length());
        return prefixes.stream().filter(prefix -> (packageName + ".").startsWith(prefix + ".")).findFirst()
                .map(LIBRARY_OWNERS::get);
    }

    private static boolean isOpenRange(Optional<String> range) {
        return range.map(VersionRange::new)
                .filter(given -> given.getRight() != null && given.getRightType() == VersionRange.RIGHT_OPEN)
                .filter(given -> isNextMajorOrMinor(given.getLeft(), given.getRight()))
                .isPresent();
    }

    private static boolean isNextMajorOrMinor(Version from, Version to) {
        return to.getMicro() == 0 && from.getMicro() == 0
                && (to.getMajor() == from.getMajor() + 1 && to.getMinor() == 0
                        || to.getMajor() == from.getMajor() && to.getMinor() == from.getMinor() + 1);
    }
}
