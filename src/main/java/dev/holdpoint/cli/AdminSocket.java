package dev.holdpoint.cli;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Where a running server hears whoever runs it: a socket that only its own user can open, one request and one answer a
 * connection, and between them how far it is, where that takes long. One thread serves all; who sends rubbish, little or
 * nothing holds up nobody, and is closed. Thread-safe.
 */
public final class AdminSocket implements AutoCloseable {

    private static final int MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many times as long the work itself may take: what waits before it in the store's queue is others'. */
    private static final int WORK = 5;

    private static final long ACCEPT_PAUSE = 100_000_000;
    private static final System.Logger LOG = System.getLogger(AdminSocket.class.getName());

    private final SocketFile file;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Answering answering;
    private final long patience;
    private final Thread thread;

    /** What is open, the oldest first. Of its own thread. */
    private final Queue<Visit> visits = new ArrayDeque<>();

    /** What others leave to its thread. */
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

    private volatile boolean isClosed;

    private AdminSocket(
            SocketFile file, ServerSocketChannel server, Selector selector, Answering answering, Duration patience) {
        this.file = file;
        this.server = server;
        this.selector = selector;
        this.answering = answering;
        this.patience = patience.toNanos();
        this.thread = Thread.ofPlatform().name("admin-socket").daemon().unstarted(this::serve);
    }

    /** Does what was asked. */
    interface Answering {
        Uni<byte[]> answer(byte[] request, Hearing hearing);
    }

    /** Whoever asked, who is told how far it is. Thread-safe. */
    interface Hearing {

        /** Tells a line, which whoever is slow may miss; {@code false} where nobody hears it any more. */
        boolean tell(byte[] line);
    }

    /** Somebody who came, and until when they may do what comes next. */
    private static final class Visit {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final Conversation conversation = new Conversation(Request.MAX_SIZE);
        private boolean isHeard;
        private boolean isAnswered;
        private long end;
        private volatile boolean isGone;

        Visit(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }
    }

    /**
     * Begins to listen in the data folder.
     *
     * @throws IOException where that cannot be, or another server does
     */
    public static AdminSocket open(Path folder, Operator operator) throws IOException {
        return open(folder, (Answering) operator::answer, PATIENCE);
    }

    /**
     * For tests.
     *
     * @param patience how long a request may take to come, and its answer to be taken
     */
    static AdminSocket open(Path folder, Function<byte[], Uni<byte[]>> answering, Duration patience)
            throws IOException {
        return open(folder, (request, hearing) -> answering.apply(request), patience);
    }

    /** The same where it is told how far it is. */
    static AdminSocket open(Path folder, Answering answering, Duration patience) throws IOException {
        var file = new SocketFile(folder);
        ServerSocketChannel server = file.listen();
        try {
            Selector selector = Selector.open();
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            var socket = new AdminSocket(file, server, selector, answering, patience);
            socket.thread.start();
            return socket;
        } catch (IOException broken) {
            server.close();
            throw broken;
        }
    }

    private void serve() {
        try (server;
                selector) {
            while (!isClosed) {
                selector.select(this::onReady, untilNextEnd());
                for (Runnable next = left.poll(); next != null; next = left.poll()) {
                    next.run();
                }
                long now = System.nanoTime();
                for (Visit late :
                        visits.stream().filter(visit -> now - visit.end >= 0).toList()) {
                    close(late);
                }
            }
        } catch (IOException broken) {
            LOG.log(Level.ERROR, "nobody is heard at " + file.path() + " any more", broken);
        } finally {
            List.copyOf(visits).forEach(this::close);
        }
    }

    /** In milliseconds; 0 is for ever. */
    private long untilNextEnd() {
        long now = System.nanoTime();
        return visits.stream()
                .mapToLong(visit -> Math.max(1, (visit.end - now) / 1_000_000 + 1))
                .min()
                .orElse(0);
    }

    private void onReady(SelectionKey key) {
        if (!(key.attachment() instanceof Visit visit)) {
            accept();
            return;
        }
        try {
            if (visit.isHeard) {
                speak(visit);
            } else {
                visit.conversation.listen(visit.channel).ifPresent(request -> begin(visit, request));
            }
        } catch (Conversation.BrokenOffException broken) {
            answer(visit, new Answer.Refused(broken.words()).encode());
        } catch (IOException gone) {
            close(visit);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a connection is closed", broken);
            close(visit);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            var visit = new Visit(channel, key);
            key.attach(visit);
            visits.add(visit);
            extend(visit, patience);
            if (visits.size() > MOST) {
                visits.stream().filter(other -> !other.isHeard).findFirst().ifPresent(this::close);
            }
        } catch (IOException noMoreFiles) {
            LOG.log(Level.DEBUG, "somebody could not be let in", noMoreFiles);
            LockSupport.parkNanos(ACCEPT_PAUSE); // else it is tried again at once, and again
        }
    }

    /** Has it done; nothing is read meanwhile. */
    private void begin(Visit visit, byte[] request) {
        visit.isHeard = true;
        visit.key.interestOps(0);
        extend(visit, patience * WORK);
        Uni.createFrom()
                .deferred(() -> answering.answer(request, line -> tell(visit, line)))
                .subscribe()
                .with(answer -> onAnswered(visit, answer), failure -> {
                    LOG.log(Level.ERROR, "a request could not be answered", failure);
                    onAnswered(visit, new Answer.Refused("that failed; the log tells more").encode());
                });
    }

    /** On any thread. */
    private boolean tell(Visit visit, byte[] line) {
        left.add(() -> {
            extend(visit, patience * WORK);
            if (!visit.isGone && visit.conversation.isTaken()) {
                visit.conversation.say(line);
                speak(visit);
            }
        });
        selector.wakeup();
        return !visit.isGone && !isClosed;
    }

    /** On any thread. */
    private void onAnswered(Visit visit, byte[] answer) {
        left.add(() -> answer(visit, answer));
        selector.wakeup();
    }

    private void answer(Visit visit, byte[] line) {
        if (visit.channel.isOpen()) {
            visit.isHeard = true;
            visit.isAnswered = true;
            visit.conversation.say(line);
            extend(visit, patience);
            speak(visit);
        }
    }

    private void speak(Visit visit) {
        try {
            boolean isTaken = visit.conversation.speak(visit.channel);
            if (isTaken && visit.isAnswered) {
                close(visit);
            } else {
                visit.key.interestOps(isTaken ? 0 : SelectionKey.OP_WRITE);
            }
        } catch (IOException gone) {
            close(visit);
        }
    }

    private static void extend(Visit visit, long by) {
        visit.end = System.nanoTime() + by;
    }

    private void close(Visit visit) {
        visits.remove(visit);
        visit.isGone = true;
        try {
            visit.channel.close();
        } catch (IOException broken) {
            LOG.log(Level.DEBUG, "a connection could not be closed", broken);
        }
    }

    /** Lets nobody in any more; what was begun is done, and not told. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            file.delete();
            server.close();
            selector.wakeup();
            thread.join(Duration.ofSeconds(5));
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "{0} could not be closed: {1}", file.path(), broken.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
