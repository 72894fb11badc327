/**
 * The Backup Register: small rows in embedded Derby, ids of slices and layouts on a {@link org.backupmanager.register.internal.Shelf}, copies of
 * directory frames in {@link org.backupmanager.register.internal.FrameFiles}, and the derived {@link org.backupmanager.register.internal.SliceIndex}.
 * Start with {@link org.backupmanager.register.internal.DerbyRegisters}, then {@link org.backupmanager.register.internal.DerbyRegister}.
 */
@NonNullByDefault
package org.backupmanager.register.internal;

import org.eclipse.jdt.annotation.NonNullByDefault;
