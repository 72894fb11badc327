package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Every bundle of ours finds what it imports, and the component runtime is there. */
class FrameworkOsgiTest {

    private final BundleContext framework = FrameworkUtil.getBundle(FrameworkOsgiTest.class).getBundleContext();

    @Test
    void everyBundleOfOursIsResolved() {
        List<String> unresolved = Arrays.stream(framework.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.backupmanager."))
                .filter(bundle -> bundle.getState() < Bundle.RESOLVED)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), unresolved);
    }

    @Test
    void theComponentRuntimeIsActive() {
        assertTrue(Arrays.stream(framework.getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().equals("org.apache.felix.scr")
                        && bundle.getState() == Bundle.ACTIVE));
    }
}
