package org.backupmanager.itest.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.backupmanager.itest.CommandLineProcess;

/** A service beside the window, one at a time. */
final class ServiceProcess implements AutoCloseable {

    private final Path folder;
    private Optional<CommandLineProcess> process = Optional.empty();
    private int started;

    ServiceProcess(Path folder) {
        this.folder = folder;
    }

    /** Starts the service of a home and waits until it holds the device. */
    void start(Path home) throws IOException {
        Path own = Files.createDirectories(folder.resolve("service-" + ++started));
        CommandLineProcess next = new CommandLineProcess(own, home, "control.service.run");
        process = Optional.of(next);
        next.awaitHold();
    }

    CommandLineProcess process() {
        return process.orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isPresent()) {
            process.get().close();
        }
    }
}
