/**
 * The Backup Register: small rows in embedded Derby, the ids of slices on a {@link Shelf}, copies of directory frames
 * in {@link FrameFiles}, and the derived {@link SliceIndex}. Start with {@link DerbyRegisters}, then {@link
 * DerbyRegister}.
 */
@NonNullByDefault
package org.backupmanager.register.internal;

import org.eclipse.jdt.annotation.NonNullByDefault;
