package org.backupmanager.recovery;

import java.util.Optional;

/**
 * How to heal what a verification found damaged.
 *
 * @param apply whether to do it; otherwise the session only shows what it would do, and changes nothing
 * @param copy address of a second copy of the storage that holds the same device, to heal from
 */
public record RepairPlan(boolean apply, Optional<String> copy) {
}
