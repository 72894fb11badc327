package org.backupmanager.command;

/**
 * The process that holds the device of a {@link DeviceLink} has ended. Unchecked, since any call may meet it; whoever
 * opened the link hears of it by {@link DeviceLink#whenLost}.
 */
public final class DeviceGoneException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public DeviceGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
