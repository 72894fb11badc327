/**
 * What is stored: slices, the cabinets that hold them, and the pieces that make up the content of an item. Start with
 * {@link org.backupmanager.content.SliceId}.
 */
@Version("1.0.0")
package org.backupmanager.content;

import org.osgi.annotation.versioning.Version;
