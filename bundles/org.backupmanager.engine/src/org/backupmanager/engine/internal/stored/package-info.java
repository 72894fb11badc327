/** What lies in the storage beside cabinets, and how a session's tree is read and written. */
package org.backupmanager.engine.internal.stored;
