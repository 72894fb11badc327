package org.backupmanager.remote.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.backupmanager.command.DeviceLink;
import org.backupmanager.session.Device;

/** The caller's end of a connection; looks now and then whether the other end is still there. */
final class SocketDeviceLink implements DeviceLink {

    private static final System.Logger LOG = System.getLogger(SocketDeviceLink.class.getName());

    private final Peer peer;
    private final Duration patience;
    private final AtomicReference<Device> device = new AtomicReference<>();
    private final CompletableFuture<Boolean> lost = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    SocketDeviceLink(Peer peer, Duration patience) {
        this.peer = peer;
        this.patience = patience;
        Thread.ofVirtual().name("receive").start(() -> {
            boolean byOther = peer.run();
            ended.countDown();
            if (byOther) {
                lost.complete(true);
            }
        });
        Thread.ofVirtual().name("ping").start(this::watch);
    }

    private void watch() {
        long millis = patience.toMillis();
        try {
            while (!ended.await(millis / 2, TimeUnit.MILLISECONDS)) {
                awaitSign(peer.ask(Peer.PING), millis);
            }
        } catch (TimeoutException | ExecutionException silent) {
            LOG.log(System.Logger.Level.DEBUG, "the other process does not answer", silent);
            peer.abandon();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer may stand behind a long one: bytes that come are a sign of life, too. */
    private void awaitSign(Future<Object> answer, long millis)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = peer.received();
            try {
                answer.get(millis, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException silent) {
                if (peer.received() == before && !peer.isDigesting()) {
                    throw silent;
                }
            }
        }
    }

    /** What the link is about; known once the other end has answered. */
    void holds(Device known) {
        device.set(known);
    }

    @Override
    public Device device() {
        return device.get();
    }

    @Override
    public void whenLost(Runnable step) {
        lost.thenRun(step);
    }

    @Override
    public void close() {
        peer.close();
    }
}
