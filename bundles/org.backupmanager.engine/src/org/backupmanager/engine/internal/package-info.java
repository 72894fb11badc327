/**
 * The engine, from the doors inwards; each package uses those below it only:
 * <ol>
 * <li>{@code device}: opens a device and answers for it.
 * <li>{@code rebuild}: brings its register in line with the storage, or makes it anew from there.
 * <li>{@code plan}: what the device does by itself: schedules, scripts, archiving, retention.
 * <li>{@code report}: what the device tells of itself: files for scripts, mails for people.
 * <li>{@code recovery}: what it does about restores besides running them: undo, export.
 * <li>{@code health}: how sound the storage is.
 * <li>{@code session}: starts sessions and says which of them may work.
 * <li>{@code backup} and {@code restore}: what one session does, from top to bottom.
 * <li>{@code archive}: archives that a restore is exported to.
 * <li>{@code repair}: heals what is damaged in the storage.
 * <li>{@code verify}: checks what is stored.
 * <li>{@code parity}: protects cabinets by Reed-Solomon groups.
 * <li>{@code search}: what lay where in all sessions.
 * <li>{@code cleanup}: removes sessions and what none needs, and says to other homes what this one relies on.
 * <li>{@code hints}: what spares the reading of what did not change, and how it is kept honest.
 * <li>{@code stored}: what lies in the storage, and how it is read: session roots, register parts, trees.
 * <li>{@code limits}: how fast the storage is written and read.
 * <li>{@code run}: what every session keeps while it runs: progress, troubles, lists that wait on disk.
 * <li>{@code home}: the folder of local state: lock, settings, selections, log.
 * </ol>
 */
package org.backupmanager.engine.internal;
