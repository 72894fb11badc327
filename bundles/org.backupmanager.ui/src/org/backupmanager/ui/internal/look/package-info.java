/**
 * How everything looks: colours by role, type, icons, and the plain pieces that pages are made of. Start with
 * {@link org.backupmanager.ui.internal.look.Look}.
 */
package org.backupmanager.ui.internal.look;
