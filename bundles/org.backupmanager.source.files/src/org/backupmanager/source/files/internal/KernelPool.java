package org.backupmanager.source.files.internal;

import java.util.concurrent.ConcurrentLinkedDeque;

import org.backupmanager.source.kit.Kernel;

/** Lends kernels to threads, so that their memory is used again. What is never given back is collected. */
final class KernelPool {

    private final ConcurrentLinkedDeque<Kernel> free = new ConcurrentLinkedDeque<>();

    Kernel take() {
        Kernel kernel = free.pollFirst();
        return kernel == null ? new Kernel() : kernel;
    }

    void give(Kernel kernel) {
        free.addFirst(kernel);
    }
}
