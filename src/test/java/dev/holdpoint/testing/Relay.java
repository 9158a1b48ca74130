package dev.holdpoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries bytes between a browser and the service, and can stop doing so without closing anything. */
public final class Relay implements AutoCloseable {

    private final ServerSocket listening;
    private final URI service;
    /** Those that carry what comes. */
    private final Set<Pair> carrying = ConcurrentHashMap.newKeySet();

    public Relay(URI service) {
        this.service = service;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on what is connected stays so and carries nothing; who connects later is served. */
    public void fallSilent() {
        carrying.clear();
    }

    private record Pair(Socket browser, Socket service) {}

    private void accept() {
        try {
            while (true) {
                var pair = new Pair(listening.accept(), new Socket(service.getHost(), service.getPort()));
                carrying.add(pair);
                Thread.ofVirtual().start(() -> carry(pair, pair.browser, pair.service));
                Thread.ofVirtual().start(() -> carry(pair, pair.service, pair.browser));
            }
        } catch (IOException closed) {
            carrying.clear();
        }
    }

    /** Carries on until one side closes; what comes while it is silent is lost. */
    private void carry(Pair pair, Socket from, Socket to) {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (carrying.contains(pair)) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException closed) {
            carrying.remove(pair);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
