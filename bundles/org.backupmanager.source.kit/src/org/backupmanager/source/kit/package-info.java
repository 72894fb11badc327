/**
 * What data sources that read and write files share: the calls of the Linux kernel that Java has no words for. Start
 * with
 * {@link org.backupmanager.source.kit.Kernel}.
 */
@Version("1.0.0")
@NonNullByDefault
package org.backupmanager.source.kit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.osgi.annotation.versioning.Version;
