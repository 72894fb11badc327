/**
 * Content to cabinets and back: cut, name, compress, seal, pack; format version 1, written down in FORMAT.md. Start
 * with {@link org.backupmanager.pipeline.Vault}, which hands out everything else; the way in is
 * {@link org.backupmanager.pipeline.Slicer}, {@link org.backupmanager.pipeline.SliceHasher},
 * {@link org.backupmanager.pipeline.FrameCodec}, {@link org.backupmanager.pipeline.CabinetWriter}, the way out
 * {@link org.backupmanager.pipeline.CabinetReader}.
 */
@Version("1.0.0")
package org.backupmanager.pipeline;

import org.osgi.annotation.versioning.Version;
