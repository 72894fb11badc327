/** A first walk through the product. Start with {@link org.backupmanager.cli.internal.quickstart.Quickstart}. */
package org.backupmanager.cli.internal.quickstart;
