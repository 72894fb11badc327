package org.backupmanager.remote.internal;

import com.google.gson.JsonArray;

/**
 * A method to be called at the other end.
 *
 * @param target number of the object there
 * @param method name of the method
 * @param arguments in order
 */
record Call(long target, String method, JsonArray arguments) {
}
