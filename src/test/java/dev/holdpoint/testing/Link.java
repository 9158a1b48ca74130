package dev.holdpoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network between somebody and a server of this machine, which a test has fail. Thread-safe. */
public final class Link implements AutoCloseable {

    /** How it fares. */
    public enum State {
        /** Everything is carried. */
        UP,
        /** Nothing is carried, nobody is told; later it comes after all, as with packets that are sent again. */
        STUCK,
        /** All connections are closed, and who connects is turned away. */
        DOWN
    }

    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.UP;

    /**
     * @param port where the server listens
     */
    public Link(int port) {
        this.port = port;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Thread.ofPlatform().daemon().name("link").start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
            if (next == State.DOWN) {
                open.forEach(Link::close);
                open.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofPlatform().daemon().name("link").start(() -> connect(client));
            }
        } catch (IOException closed) {
            become(State.DOWN);
        }
    }

    private void connect(Socket client) {
        if (!isOpen()) {
            close(client);
            return;
        }
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(client);
            open.add(server);
            Thread.ofPlatform().daemon().name("link").start(() -> carry(client, server));
            carry(server, client);
        } catch (IOException away) {
            close(client);
        }
    }

    private void carry(Socket from, Socket to) {
        var buffer = new byte[1 << 16];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0 && isOpen();
                    read = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
            isOpen(); // neither is an end told meanwhile
        } catch (IOException closed) {
            // as it was meant
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Waits while it is stuck; {@code false} where it is down. */
    private boolean isOpen() {
        lock.lock();
        try {
            while (state == State.STUCK) {
                changed.awaitUninterruptibly();
            }
            return state == State.UP;
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        become(State.DOWN);
    }
}
