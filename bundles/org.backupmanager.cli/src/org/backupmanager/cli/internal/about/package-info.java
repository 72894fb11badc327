/** Commands about the program itself: whether it works, on what, and its other faces. */
package org.backupmanager.cli.internal.about;
