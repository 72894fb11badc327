/**
 * Archives that items are exported to, and what each kind can hold. Starts in {@code Archive}. Written by Commons
 * Compress, which calls Commons IO and Commons Lang optional and does not work without them; so the manifest of this
 * bundle imports all three.
 */
package org.backupmanager.engine.internal.archive;
