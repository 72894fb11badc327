package org.backupmanager.launcher;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.backupmanager.launcher.InstalledBundle.Need;

/**
 * Picks the bundles that the command line needs from all that are installed: the client itself, the component runtime,
 * every bundle that uses the contract (so that a data source installed later is picked up), and what these import.
 * Bundles that need a window system are left out.
 */
final class CommandLineBundles {

    static final String FRAMEWORK = "org.eclipse.osgi";
    static final String LAUNCHER = "org.backupmanager.launcher";
    /** Starts the components of all others. */
    static final String COMPONENTS = "org.apache.felix.scr";
    private static final String CONTRACT = "org.backupmanager.api";
    private static final String WINDOWS = "org.eclipse.swt";
    private static final Set<String> ALWAYS = Set.of("org.backupmanager.cli", COMPONENTS);

    private final List<InstalledBundle> newestFirst;

    CommandLineBundles(Collection<InstalledBundle> installed) {
        newestFirst = installed.stream().sorted(Comparator.comparing(InstalledBundle::version).reversed()).toList();
    }

    Set<InstalledBundle> choose() {
        Set<InstalledBundle> chosen = new LinkedHashSet<>();
        for (InstalledBundle bundle : newestFirst) {
            if (ALWAYS.contains(bundle.name()) || usesTheContract(bundle)) {
                Set<InstalledBundle> withNeeds = withNeeds(bundle);
                if (withNeeds.stream().noneMatch(each -> each.name().equals(WINDOWS))) {
                    chosen.addAll(withNeeds);
                }
            }
        }
        chosen.removeIf(each -> each.name().equals(FRAMEWORK));
        newestFirst.stream().filter(each -> isHosted(each, chosen)).forEach(chosen::add);
        return chosen;
    }

    private boolean usesTheContract(InstalledBundle bundle) {
        return newestFirst.stream().filter(each -> each.name().equals(CONTRACT))
                .flatMap(contract -> contract.exports().stream())
                .anyMatch(offer -> bundle.imports().stream()
                        .anyMatch(need -> need.metBy(offer.name(), offer.version())));
    }

    private Set<InstalledBundle> withNeeds(InstalledBundle root) {
        Set<InstalledBundle> found = new LinkedHashSet<>(Set.of(root));
        Deque<InstalledBundle> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            neededBy(open.remove()).filter(found::add).forEach(open::add);
        }
        return found;
    }

    /** Packages of the Java platform have no provider here and are simply not found. */
    private Stream<InstalledBundle> neededBy(InstalledBundle bundle) {
        Stream<InstalledBundle> imported = bundle.imports().stream()
                .flatMap(need -> newest(each -> exports(each, need)).stream());
        Stream<InstalledBundle> required = bundle.requires().stream()
                .flatMap(need -> newest(each -> need.metBy(each.name(), each.version())).stream());
        return Stream.concat(imported, required);
    }

    private Optional<InstalledBundle> newest(Predicate<InstalledBundle> wanted) {
        return newestFirst.stream().filter(wanted).findFirst();
    }

    private static boolean exports(InstalledBundle bundle, Need need) {
        return bundle.exports().stream().anyMatch(offer -> need.metBy(offer.name(), offer.version()));
    }

    private static boolean isHosted(InstalledBundle fragment, Set<InstalledBundle> chosen) {
        return fragment.host().stream().anyMatch(host -> chosen.stream()
                .anyMatch(each -> host.metBy(each.name(), each.version())));
    }
}
