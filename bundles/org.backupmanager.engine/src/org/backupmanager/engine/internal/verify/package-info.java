/**
 * Checks what is stored. Starts in {@code VerifyRun}: first every cabinet by itself, byte for byte ({@code
 * CabinetRound}), then the small objects ({@code SmallObjects}), then whether the trees of all sessions are complete
 * ({@code TreeCheck}), which also names what damage costs. What is found feeds {@code stored.Damages} and {@code
 * home.Doubt}: the next backup stores it again where the source still has it.
 */
package org.backupmanager.engine.internal.verify;
