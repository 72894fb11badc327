/** Starts the command-line client quickly. Start with {@link Start}; {@link Prepare} made what it starts. */
@NonNullByDefault
package org.backupmanager.launcher;

import org.eclipse.jdt.annotation.NonNullByDefault;
