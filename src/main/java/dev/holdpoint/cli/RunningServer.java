package dev.holdpoint.cli;

import dev.holdpoint.store.sqlite.Backup;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The server that uses a data folder, where one does. */
final class RunningServer {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final SocketFile file;
    private final Duration patience;

    RunningServer(Path folder, Duration patience) {
        this.file = new SocketFile(folder);
        this.patience = patience;
    }

    Path socket() {
        return file.path().toAbsolutePath();
    }

    /** As {@link #ask(Request, Backup.Progress)}, of what is answered soon. */
    Optional<Answer> ask(Request request) {
        return ask(request, Backup.Progress.NONE);
    }

    /**
     * Has it do something; empty where no server listens. What it says on the way is passed on, and its time begins anew then.
     *
     * @throws CommandException where one does, and does not answer
     */
    Optional<Answer> ask(Request request, Backup.Progress progress) {
        byte[] line = request.encode();
        if (line.length > Request.MAX_SIZE) {
            throw new CommandException("that is more than the " + Request.MAX_SIZE + " bytes that a server takes");
        }
        try {
            return file.connect().map(channel -> answer(channel, line, progress));
        } catch (IOException broken) {
            throw new CommandException("the server at " + socket() + " cannot be reached: " + broken.getMessage()
                    + "; commands are for the user that runs it");
        }
    }

    /** Sockets of this kind know no time limit: another thread listens, and is left behind. */
    private Answer answer(SocketChannel channel, byte[] request, Backup.Progress progress) {
        var lines = new LinkedBlockingQueue<Line>();
        Thread.ofPlatform().daemon().name("admin-client").start(() -> listen(channel, request, lines));
        try (channel) {
            while (true) {
                switch (lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    case null ->
                        throw new CommandException("the server at " + socket() + " did not answer within "
                                + patience.toSeconds() + " s; it may still do what it was told");
                    case Line.Broken(String why) ->
                        throw new CommandException("the server at " + socket() + " did not answer: " + why
                                + "; it may have done what it was told");
                    case Line.Said(String said) -> {
                        byte[] line = said.getBytes(StandardCharsets.UTF_8);
                        Optional<Underway> underway = Underway.parse(line);
                        if (underway.isEmpty()) {
                            return Answer.parse(line);
                        }
                        progress.at(underway.get().bytes(), underway.get().all());
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    /** What comes of listening. */
    private sealed interface Line {

        record Said(String line) implements Line {}

        record Broken(String why) implements Line {}
    }

    private static void listen(SocketChannel channel, byte[] line, Queue<Line> heard) {
        try {
            ByteBuffer request = ByteBuffer.allocate(line.length + 1)
                    .put(line)
                    .put((byte) '\n')
                    .flip();
            while (request.hasRemaining()) {
                channel.write(request);
            }
            var in = new BufferedInputStream(Channels.newInputStream(channel));
            for (byte[] next = next(in); next.length > 0; next = next(in)) {
                heard.add(new Line.Said(new String(next, StandardCharsets.UTF_8)));
            }
            heard.add(new Line.Broken("it closed the connection"));
        } catch (IOException | RuntimeException broken) {
            heard.add(new Line.Broken(String.valueOf(broken.getMessage())));
        }
    }

    /** Up to the end of the line; nothing at the end of all. */
    private static byte[] next(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            line.write(one);
            if (line.size() > Answer.MAX_SIZE) {
                break; // that is no answer
            }
        }
        return line.toByteArray();
    }
}
