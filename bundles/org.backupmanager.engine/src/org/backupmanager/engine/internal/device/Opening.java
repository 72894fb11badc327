package org.backupmanager.engine.internal.device;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be undone where opening a device fails half-way; used in {@code try}, by one thread. */
public final class Opening implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** If it fails from here on, this is to be done, before what was named earlier. */
    void undo(Runnable step) {
        steps.push(step);
    }

    /** It went well: nothing is undone. */
    void done() {
        steps.clear();
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
