/**
 * Where sealed objects are kept. Start with {@link org.backupmanager.storage.StorageTransport}; a kind of storage is
 * offered as a
 * {@link org.backupmanager.storage.StorageProvider} service.
 */
@Version("1.0.0")
package org.backupmanager.storage;

import org.osgi.annotation.versioning.Version;
