package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The bundles are wired as they were meant to be: services, outside libraries and their native parts. */
class ServicesOsgiTest {

    private final Services services = new Services();
    private final Bundle pipeline = services.bundle("org.backupmanager.pipeline");

    @Test
    void everyComponentOfOursHasWhatItNeeds() {
        ServiceComponentRuntime runtime = services.get(ServiceComponentRuntime.class);
        Collection<ComponentDescriptionDTO> components =
                runtime.getComponentDescriptionDTOs(services.ours().toArray(Bundle[]::new));
        Set<String> bundles = new TreeSet<>();
        List<String> unsatisfied = new ArrayList<>();
        for (ComponentDescriptionDTO component : components) {
            bundles.add(component.bundle.symbolicName);
            Collection<ComponentConfigurationDTO> made = runtime.getComponentConfigurationDTOs(component);
            if (made.isEmpty() || made.stream().anyMatch(each -> each.state != ComponentConfigurationDTO.SATISFIED
                    && each.state != ComponentConfigurationDTO.ACTIVE)) {
                unsatisfied.add(component.implementationClass);
            }
        }
        assertEquals(List.of(), unsatisfied);
        assertTrue(bundles.containsAll(List.of("org.backupmanager.cli", "org.backupmanager.engine",
                "org.backupmanager.mail",
                "org.backupmanager.register", "org.backupmanager.source.files", "org.backupmanager.transport.file")),
                bundles::toString);
    }

    @Test
    void everyBundleWithComponentsIsReadyForThem() {
        List<String> idle = services.ours().stream()
                .filter(bundle -> bundle.getHeaders().get("Service-Component") != null)
                .filter(bundle -> (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) == 0)
                .map(Bundle::getSymbolicName).toList();
        assertEquals(List.of(), idle);
    }

    @Test
    void thePipelineUsesTheLtsReleaseOfBouncyCastleWhateverElseIsThere() {
        Set<String> providers = new TreeSet<>();
        for (BundleWire wire : pipeline.adapt(BundleWiring.class).getRequiredWires("osgi.wiring.package")) {
            String name = (String) wire.getCapability().getAttributes().get("osgi.wiring.package");
            if (name.startsWith("org.bouncycastle.")) {
                Bundle provider = wire.getProvider().getBundle();
                providers.add(provider.getSymbolicName() + " " + provider.getVersion().getMajor());
            }
        }
        assertEquals(Set.of("bcprov 2"), providers);
    }

    @Test
    void bothReleasesOfBouncyCastleLiveSideBySide() throws Exception {
        List<Bundle> others = services.bundles().stream()
                .filter(bundle -> bundle.getSymbolicName().equals("bcprov") && bundle.getVersion().getMajor() == 1)
                .toList();
        assumeTrue(!others.isEmpty(), "the usual release is not installed here");
        String name = "org.bouncycastle.crypto.CryptoServicesRegistrar";
        assertTrue(pipeline.loadClass(name) != others.getFirst().loadClass(name));
    }

    @Test
    void theNativePartOfZstdIsLoaded() throws Exception {
        Class<?> zstd = pipeline.loadClass("com.github.luben.zstd.Zstd");
        assertEquals(3, zstd.getMethod("defaultCompressionLevel").invoke(null));
    }

    @Test
    void theNativePartOfBouncyCastleIsLoaded() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "it has none for this system");
        Class<?> registrar = pipeline.loadClass("org.bouncycastle.crypto.CryptoServicesRegistrar");
        for (String service : List.of("AES/GCM", "SHA256")) {
            assertEquals(true, registrar.getMethod("hasEnabledService", String.class).invoke(null, service), service);
        }
    }
}
