package org.backupmanager.engine.internal.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

import org.backupmanager.session.BackupException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers {@code http://127.0.0.1:PORT/metrics} while the setting names a port; nobody but programs of this computer
 * can ask. Safe for use by many threads.
 */
final class MetricsServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MetricsServer.class.getName());
    private static final String PATH = "/metrics";
    private static final String HOST = "127.0.0.1";

    private final IntSupplier port;
    private final Text text;
    private Optional<Open> open = Optional.empty();
    private boolean wanted;

    /** The text to answer with. */
    @FunctionalInterface
    interface Text {
        String get() throws BackupException;
    }

    /** A server, its threads, and the port that it was made for. */
    private record Open(HttpServer server, ExecutorService threads, int port) {
    }

    /**
     * @param port that the setting names now; 0 for none
     * @param text to answer with
     */
    MetricsServer(IntSupplier port, Text text) {
        this.port = port;
        this.text = text;
    }

    /** From now on it answers where the setting says so. */
    synchronized void publish() {
        wanted = true;
        follow();
    }

    /** The setting may have changed. */
    synchronized void follow() {
        int now = port.getAsInt();
        if (!wanted || open.map(Open::port).orElse(0) == now) {
            return;
        }
        stop();
        if (now > 0) {
            start(now);
        }
    }

    private void start(int number) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), number), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
            open = Optional.of(new Open(server, threads, number));
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.WARNING, Words.text("metrics.port", Integer.toString(number),
                    String.valueOf(failed.getMessage())), failed);
        }
    }

    private void stop() {
        open.ifPresent(running -> {
            running.server().stop(0);
            running.threads().shutdownNow();
        });
        open = Optional.empty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOurs(exchange)) {
                // a page in a browser that lets a name of its own point here
                exchange.sendResponseHeaders(403, -1);
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().matches("GET|HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else {
                send(exchange);
            }
        }
    }

    private static boolean isOurs(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:[0-9]+)?");
    }

    private void send(HttpExchange exchange) throws IOException {
        byte[] body;
        try {
            body = text.get().getBytes(StandardCharsets.UTF_8);
        } catch (BackupException failed) {
            LOG.log(System.Logger.Level.WARNING, failed.getMessage(), failed);
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", MetricsText.TYPE);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers nobody any more. */
    @Override
    public synchronized void close() {
        wanted = false;
        stop();
    }
}
