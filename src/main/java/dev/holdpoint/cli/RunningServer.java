package dev.holdpoint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * Has it do something; empty where no server listens.
     *
     * @throws CommandException where one does, and does not answer
     */
    Optional<Answer> ask(Request request) {
        byte[] line = request.encode();
        if (line.length > Request.MAX_SIZE) {
            throw new CommandException("that is more than the " + Request.MAX_SIZE + " bytes that a server takes");
        }
        try {
            return file.connect().map(channel -> within(channel, line));
        } catch (IOException broken) {
            throw new CommandException("the server at " + socket() + " cannot be reached: " + broken.getMessage()
                    + "; commands are for the user that runs it");
        }
    }

    /** Sockets of this kind know no time limit: another thread waits, and is left behind. */
    private Answer within(SocketChannel channel, byte[] line) {
        var answer = new CompletableFuture<Answer>();
        Thread.ofPlatform().daemon().name("admin-client").start(() -> {
            try {
                answer.complete(exchange(channel, line));
            } catch (IOException | RuntimeException broken) {
                answer.completeExceptionally(broken);
            }
        });
        try (channel) {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new CommandException("the server at " + socket() + " did not answer within " + patience.toSeconds()
                    + " s; it may still do what it was told");
        } catch (ExecutionException broken) {
            throw new CommandException("the server at " + socket() + " did not answer: "
                    + Objects.requireNonNullElse(broken.getCause(), broken).getMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    private static Answer exchange(SocketChannel channel, byte[] line) throws IOException {
        ByteBuffer request =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (request.hasRemaining()) {
            channel.write(request);
        }
        InputStream in = Channels.newInputStream(channel);
        byte[] bytes = in.readNBytes(Answer.MAX_SIZE + 1);
        if (bytes.length == 0) {
            throw new IOException("it closed the connection");
        }
        return Answer.parse(bytes);
    }
}
