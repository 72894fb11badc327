/**
 * How a kind of data is read and put back. Start with {@link org.backupmanager.source.DataSource}; the engine calls it
 * in the order
 * browse, freeze, items, open, acknowledge, close, and for a restore target, wants, create, finish, close.
 */
@Version("1.0.0")
package org.backupmanager.source;

import org.osgi.annotation.versioning.Version;
