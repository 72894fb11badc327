package org.backupmanager.itest;

import java.util.Arrays;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** What runs in the framework that these tests run in. */
final class Services {

    private static final long PATIENCE_MILLIS = 20_000;

    private final BundleContext framework = started().getBundleContext();

    /** Tests of the workbench use this bundle, too, and nobody has started it there. */
    private static Bundle started() {
        Bundle own = FrameworkUtil.getBundle(Services.class);
        try {
            own.start(Bundle.START_TRANSIENT);
            return own;
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }

    /** The service of that type, as soon as it is there. */
    <T> T get(Class<T> type) {
        var tracker = new ServiceTracker<T, T>(framework, type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(PATIENCE_MILLIS);
            if (service == null) {
                throw new AssertionError("there is no service " + type.getName());
            }
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            tracker.close();
        }
    }

    /** All bundles, the framework itself included. */
    List<Bundle> bundles() {
        return Arrays.asList(framework.getBundles());
    }

    Bundle bundle(String name) {
        return bundles().stream().filter(bundle -> bundle.getSymbolicName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("there is no bundle " + name));
    }

    /** The bundles of the product, but for windows. */
    List<Bundle> ours() {
        return bundles().stream().filter(bundle -> bundle.getSymbolicName().matches("org\\.backupmanager\\..*")
                && !bundle.getSymbolicName().matches("org\\.backupmanager\\.(itest.*|testkit|ui)")).toList();
    }
}
