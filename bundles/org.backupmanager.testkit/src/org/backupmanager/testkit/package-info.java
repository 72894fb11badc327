/**
 * Contract tests: an interface for each service type of the contract, whose default methods are JUnit tests.
 * An implementation's test class implements the interface and gains every clause of the contract.
 */
@Version("1.0.0")
@NonNullByDefault
package org.backupmanager.testkit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
