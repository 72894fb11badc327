package org.backupmanager.register.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed in the opposite order. */
final class Closers implements AutoCloseable {

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Closers(Path folder) {
        this.folder = folder;
    }

    <T extends AutoCloseable> T add(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Closes everything because of this failure, and gives it back. */
    <E extends Exception> E closing(E failure) {
        close();
        return failure;
    }

    /**
     * Closes everything, whatever fails: what was promised to be kept is on disk already, so a failure here costs time
     * at the next start, nothing else.
     */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                String text = "The Backup Register in " + folder + " could not be closed properly.";
                System.getLogger(Closers.class.getName()).log(System.Logger.Level.WARNING, text, e);
            }
        }
    }
}
