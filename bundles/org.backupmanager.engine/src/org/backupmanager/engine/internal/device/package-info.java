/** Opens devices. Starts in {@code EngineDevices}. */
package org.backupmanager.engine.internal.device;
