/**
 * What spares the reading of what did not change: hints of data sources, which are compared with the data every so
 * often. Start with {@link org.backupmanager.engine.internal.hints.Accelerator}.
 */
@NonNullByDefault
package org.backupmanager.engine.internal.hints;

import org.eclipse.jdt.annotation.NonNullByDefault;
