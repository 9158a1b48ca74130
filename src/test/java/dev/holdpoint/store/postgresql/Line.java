package dev.holdpoint.store.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The line between a replica and its database, which a test cuts where it likes. */
final class Line implements AutoCloseable {

    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> cut = new AtomicReference<>();
    private volatile boolean isDown;

    /**
     * Where it is cut once.
     *
     * @param at the first message with this text in it
     * @param what what becomes of the message
     * @param meanwhile runs once the database knows, and before the replica does
     */
    record Cut(String at, What what, Runnable meanwhile) {}

    /** What becomes of the message where the line is cut. */
    enum What {
        /** It gets through, and its answer does not. */
        CARRIED,
        /** It is lost, and the database learns that the replica is gone. */
        LOST,
        /** It is lost, and the database hears nothing: the replica stands still. */
        STANDING
    }

    Line(int port) {
        this.port = port;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void cut(Cut where) {
        cut.set(where);
    }

    /** Ends all that is connected; who connects is turned away. */
    void takeDown() {
        isDown = true;
        open.forEach(Line::close);
        open.clear();
    }

    void putUp() {
        isDown = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket replica = listening.accept();
                if (isDown) {
                    replica.close();
                    continue;
                }
                var database = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(replica);
                open.add(database);
                Thread.ofPlatform().daemon().start(() -> ask(replica, database));
                Thread.ofPlatform().daemon().start(() -> answer(database, replica));
            }
        } catch (IOException closed) {
            open.forEach(Line::close);
        }
    }

    private void ask(Socket replica, Socket database) {
        var buffer = new byte[1 << 16];
        try {
            for (int read = replica.getInputStream().read(buffer);
                    read >= 0;
                    read = replica.getInputStream().read(buffer)) {
                String message = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                Cut here = cut.get();
                if (here != null && message.contains(here.at) && cut.compareAndSet(here, null)) {
                    open.remove(replica);
                    switch (here.what) {
                        case CARRIED -> {
                            database.getOutputStream().write(buffer, 0, read);
                            database.shutdownOutput(); // it ends once it has done what it was told
                        }
                        case LOST -> close(database);
                        case STANDING -> {}
                    }
                    here.meanwhile.run();
                    close(replica);
                    if (here.what == What.STANDING) {
                        close(database);
                    }
                    return;
                }
                database.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException closed) {
            close(database);
        }
        close(database);
    }

    private void answer(Socket database, Socket replica) {
        var buffer = new byte[1 << 16];
        try {
            for (int read = database.getInputStream().read(buffer);
                    read >= 0;
                    read = database.getInputStream().read(buffer)) {
                if (open.contains(replica)) {
                    replica.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException closed) {
            // as it was meant
        }
        if (open.contains(replica)) {
            close(replica);
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
        takeDown();
        try {
            listening.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
