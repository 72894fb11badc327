package org.backupmanager.engine.internal.report;

/**
 * What reports need from outside of a device.
 *
 * @param version of this program
 */
public record Reporting(String version) {

    /** This computer as reports tell of it. */
    public Machine machine(String computer, String system) {
        return Machine.here(computer, system, version);
    }
}
