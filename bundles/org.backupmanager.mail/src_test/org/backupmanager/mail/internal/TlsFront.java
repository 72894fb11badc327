package org.backupmanager.mail.internal;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Secures the connections to a mail server that cannot do so itself (GreenMail knows no STARTTLS): speaks with the
 * client until the connection is secured, then hands over all bytes of both.
 */
final class TlsFront implements AutoCloseable {

    private static final char[] STORE = "changeit".toCharArray();

    private final ServerSocket door;
    private final SSLContext tls;
    private final boolean atOnce;
    private final int behind;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> openly = new CopyOnWriteArrayList<>();

    /**
     * @param tls with a certificate
     * @param atOnce whether connections are secured from their first byte
     * @param behind port of the mail server
     */
    TlsFront(SSLContext tls, boolean atOnce, int behind) throws IOException {
        this.tls = tls;
        this.atOnce = atOnce;
        this.behind = behind;
        this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** A certificate for this computer, which nobody else trusts. */
    static SSLContext certificate(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("test.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        new ProcessBuilder(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-alias", "test", "-dname", "CN=test",
                "-ext", "SAN=ip:127.0.0.1", "-keystore", file.toString(), "-storepass", new String(STORE))
                .inheritIO().start().waitFor();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE);
        // to trust it, a store has to hold it as a certificate of somebody else
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, STORE);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    int port() {
        return door.getLocalPort();
    }

    /** What clients said before their connections were secured. */
    List<String> openly() {
        return openly;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client; var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            if (!atOnce && !startTls(client)) {
                return;
            }
            SSLSocketFactory factory = tls.getSocketFactory();
            try (SSLSocket secured = (SSLSocket) factory.createSocket(client, "client", client.getPort(), true)) {
                secured.setUseClientMode(false);
                secured.startHandshake();
                if (!atOnce) {
                    line(server.getInputStream());
                }
                threads.execute(() -> copy(server, secured));
                copy(secured, server);
            }
        } catch (IOException refused) {
            openly.add("(" + refused.getMessage() + ")");
        }
    }

    private boolean startTls(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        say(out, "220 front");
        for (String line = line(client.getInputStream()); !line.isEmpty(); line = line(client.getInputStream())) {
            openly.add(line);
            if (line.startsWith("EHLO")) {
                say(out, "250-front\r\n250-AUTH PLAIN\r\n250 STARTTLS");
            } else if (line.equals("STARTTLS")) {
                say(out, "220 go ahead");
                return true;
            } else {
                say(out, "530 say STARTTLS first");
            }
        }
        return false;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads no byte more than the line has. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException hungUp) {
            openly.add("(" + hungUp.getMessage() + ")");
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
