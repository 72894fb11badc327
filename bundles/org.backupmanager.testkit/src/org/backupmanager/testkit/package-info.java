/**
 * What a third party tests its own bundle with. Contract tests are interfaces whose default methods are JUnit tests: a
 * test class that implements
 * {@link org.backupmanager.testkit.StorageTransportContract}, say, gains every clause of that contract. Beside them
 * stand doubles for what a test needs
 * around the piece under test: storages that forget, fail and crash on demand, a data source in memory, a clock that
 * stands still.
 */
@Version("1.0.0")
@NonNullByDefault
package org.backupmanager.testkit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
