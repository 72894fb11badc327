package org.backupmanager.engine.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.SessionReport.Type;
import org.backupmanager.recovery.StorageHealth.Extent;
import org.backupmanager.recovery.StorageHealth.Parity;
import org.backupmanager.recovery.StorageHealth.Verified;
import org.backupmanager.session.Sessions.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitoring systems read. */
class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final String SAMPLE =
            "[a-z_]+\\{[a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\"(,[a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\")*"
            + "} -?[0-9]+(\\.[0-9]+)?";

    private final AtomicInteger port = new AtomicInteger();
    private final MetricsServer server = new MetricsServer(port::get, () -> "# EOF\n");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void choosePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port.set(socket.getLocalPort());
        }
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private static SessionReport session(long id, String source, Type type, State state, Totals totals) {
        Instant start = NOW.minus(Duration.ofHours(20 - id));
        return new SessionReport(new SessionId(id), source, type, state, false, start,
                state == State.IN_PROCESS ? Optional.empty() : Optional.of(start.plusMillis(95_250)), totals);
    }

    private static String text(String device) {
        var totals = new Totals(1204, 1_900_000_000, 1000, 1_300_000_000, 84_000_000, 2, 3);
        List<SessionReport> all = List.of(session(9, "FileSystem", Type.BACKUP, State.IN_PROCESS, Totals.NONE),
                session(8, "FileSystem", Type.BACKUP, State.FAILED, Totals.NONE),
                session(7, "FileSystem", Type.RESTORE, State.COMPLETED, totals),
                session(6, "FileSystem", Type.BACKUP, State.COMPLETED_WITH_ERRORS, totals),
                session(5, "All", Type.VERIFY, State.COMPLETED, totals));
        return new MetricsText(device, "1.0.0", DeviceState.SCANNING,
                List.of(new Standing("FileSystem", "Files", all.stream().filter(each -> each.type() == Type.BACKUP)
                        .toList()), new Standing("MySql", "MySQL", List.of())), all,
                new StorageMetrics(new Extent(44, 123_456_789),
                        new Verified(new Extent(44, 123_456_789), new Extent(30, 80_000_000),
                                Optional.of(NOW.minus(Duration.ofDays(9))), Optional.of(all.getLast()), false),
                        new Parity("20+2", Parity.State.WORKING, 20, 24, 1, 0, 0, 1, "", Optional.empty())),
                NOW).text();
    }

    @Test
    void theTextIsExactlyThis() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("golden/metrics.txt")) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), text("files-01"));
        }
    }

    @Test
    void everyLineIsAsTheFormatHasIt() {
        String text = text("odd \"name\"\\ with\nlines");
        assertTrue(text.endsWith("\n# EOF\n") && text.indexOf("# EOF") == text.length() - 6, text);
        Set<String> families = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ")[2];
                assertTrue(families.add(family), "a family stands in one piece: " + line);
            } else if (line.startsWith("# UNIT ")) {
                assertTrue(family.endsWith("_" + line.split(" ")[3]), line);
            } else if (!line.startsWith("#")) {
                assertTrue(line.matches(SAMPLE), line);
                assertTrue(line.startsWith(family + "{") || line.startsWith(family + "_info{"), line);
            }
        }
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    @Test
    void thePortIsAnsweredWithTheTypeOfTheFormat() throws Exception {
        server.publish();
        HttpResponse<String> answer = ask("GET", "/metrics");
        assertEquals(200, answer.statusCode());
        assertEquals("# EOF\n", answer.body());
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(200, ask("HEAD", "/metrics").statusCode());
        assertEquals(404, ask("GET", "/").statusCode());
        assertEquals(405, ask("POST", "/metrics").statusCode());
    }

    @Test
    void nothingIsAnsweredBeforeItIsWantedOrWithoutAPort() {
        assertThrows(ConnectException.class, () -> ask("GET", "/metrics"));
        int number = port.getAndSet(0);
        server.publish();
        port.set(number);
        assertThrows(ConnectException.class, () -> ask("GET", "/metrics"));
    }

    @Test
    void aChangedPortCountsAtOnce() throws Exception {
        server.publish();
        int first = port.get();
        choosePort();
        server.follow();
        assertEquals(200, ask("GET", "/metrics").statusCode());
        port.set(first);
        assertThrows(ConnectException.class, () -> ask("GET", "/metrics"));
    }

    @Test
    void aPortThatIsTakenHarmsNothing() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = port.getAndSet(taken.getLocalPort());
            server.publish();
            port.set(free);
            server.follow();
            assertEquals(200, ask("GET", "/metrics").statusCode());
        }
    }

    @Test
    void aPageThatPointsAnotherNameHereIsRefused() throws Exception {
        server.publish();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.get())) {
            socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }
}
