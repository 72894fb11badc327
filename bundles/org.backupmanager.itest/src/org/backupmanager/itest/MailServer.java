package org.backupmanager.itest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * As much of a mail server as a mail needs, for one client at a time. One with a user takes mails over a secured
 * connection (STARTTLS) only, after that user has shown the password.
 */
final class MailServer implements AutoCloseable {

    private static final String STORE_PASSWORD = "changeit";

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final String login;
    private final SSLContext tls;

    /**
     * A mail as it came.
     *
     * @param to addresses, as the client named them
     * @param text all of it
     */
    record Received(List<String> to, String text) {
    }

    private MailServer(String login, SSLContext tls) throws IOException {
        this.login = login;
        this.tls = tls;
        Thread.ofPlatform().daemon().name("mail server").start(this::serve);
    }

    /** One that takes everything from everybody. */
    static MailServer open() throws IOException, GeneralSecurityException {
        return new MailServer("", SSLContext.getDefault());
    }

    /** One with a user, and a certificate that is trusted by who trusts {@link #store} in that folder. */
    static MailServer secured(Path folder, String user, String password)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = store(Files.createDirectories(folder));
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keyalg", "EC", "-alias", "test", "-dname", "CN=test", "-ext", "SAN=ip:127.0.0.1", "-keystore",
                file.toString(), "-storepass", STORE_PASSWORD).inheritIO().start().waitFor();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        // to be trusted, it has to stand in a store as the certificate of somebody else
        store.setCertificateEntry("trusted", store.getCertificate("test"));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new MailServer("\0" + user + "\0" + password, tls);
    }

    private static Path store(Path folder) {
        return folder.resolve("certificates.p12");
    }

    /** What makes a Java program trust the certificate of a server with that folder. */
    static String trusting(Path folder) {
        return "-Djavax.net.ssl.trustStore=" + store(folder) + " -Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD;
    }

    int port() {
        return door.getLocalPort();
    }

    /** The next mail; waits for it. */
    Received next() throws InterruptedException {
        Received mail = received.poll(20, TimeUnit.SECONDS);
        if (mail == null) {
            throw new AssertionError("no mail came " + faults);
        }
        return mail;
    }

    /** Whether there is another one. */
    boolean hasMore() {
        return !received.isEmpty();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                new Talk(client).run();
            } catch (IOException ended) {
                faults.add(ended.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** What is said with one client. */
    private final class Talk {

        private Socket client;
        private boolean trusted = login.isEmpty();
        private List<String> to = new ArrayList<>();

        Talk(Socket client) {
            this.client = client;
        }

        void run() throws IOException {
            say("220 test");
            String line;
            do {
                line = line();
                switch (line.split("[ :]")[0]) {
                    case "EHLO" -> say(login.isEmpty() ? "250 test"
                            : client instanceof SSLSocket ? "250-test\r\n250 AUTH PLAIN" : "250-test\r\n250 STARTTLS");
                    case "STARTTLS" -> secure();
                    case "AUTH" -> trust(line.substring("AUTH PLAIN ".length()));
                    case "RCPT" -> take(line);
                    case "DATA" -> data();
                    default -> say(line.equals("QUIT") ? "221 bye" : "250 ok");
                }
            } while (!line.equals("QUIT"));
        }

        private void secure() throws IOException {
            say("220 go ahead");
            var secured = (SSLSocket) tls.getSocketFactory().createSocket(client, "client", client.getPort(), true);
            secured.setUseClientMode(false);
            client = secured;
        }

        private void trust(String shown) throws IOException {
            // a client may name first for whom the user acts
            trusted = client instanceof SSLSocket
                    && new String(Base64.getDecoder().decode(shown), StandardCharsets.UTF_8).endsWith(login);
            say(trusted ? "235 welcome" : "535 no");
        }

        private void take(String line) throws IOException {
            to.add(line.replaceAll(".*<|>.*", ""));
            say(trusted ? "250 ok" : "530 who are you?");
        }

        private void data() throws IOException {
            say("354 go on");
            var mail = new StringBuilder();
            for (String line = line(); !line.equals("."); line = line()) {
                mail.append(line).append('\n');
            }
            received.add(new Received(to, mail.toString()));
            to = new ArrayList<>();
            say("250 kept");
        }

        private void say(String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }

        /** Reads no byte more than the line has, since what follows may be secured. */
        private String line() throws IOException {
            var bytes = new ByteArrayOutputStream();
            for (int c = client.getInputStream().read(); c != '\n'; c = client.getInputStream().read()) {
                if (c < 0) {
                    throw new EOFException("the client has gone");
                }
                bytes.write(c);
            }
            return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
