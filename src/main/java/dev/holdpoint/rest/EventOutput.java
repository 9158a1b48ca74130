package dev.holdpoint.rest;

import dev.holdpoint.stream.Frame;
import dev.holdpoint.stream.TabOutput;
import dev.holdpoint.wire.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a tab's frames to its connection in pieces, each when the one before was taken by the socket: what a slow reader
 * has not taken stays shared with the other tabs, not copied into buffers of its own.
 */
final class EventOutput implements TabOutput {

    private static final int PIECE = 32 << 10;
    private static final int MIN_RETRY_MILLIS = 1_000;
    private static final int MAX_RETRY_MILLIS = 5_000;
    private static final int FULL_RETRY_MILLIS = 30_000;

    private final HttpServerResponse response;
    private final HttpConnection connection;
    private final InstantSource clock;

    EventOutput(HttpServerResponse response, HttpConnection connection, InstantSource clock) {
        this.response = response;
        this.connection = connection;
        this.clock = clock;
    }

    /** Says when to come back: at random, so that not all tabs do in the same second. */
    void begin() {
        response.write(retry());
    }

    /** Ends before it began, for a reader that has as many streams as it may: one of them will end in its own time. */
    void comeBackLater() {
        response.end("retry: " + FULL_RETRY_MILLIS + "\n\n");
    }

    @Override
    public void write(List<Frame> frames, Runnable written, Runnable gone) {
        writeNext(new ArrayDeque<>(frames), 0, written, gone);
    }

    @Override
    public void end() {
        response.end(retry());
    }

    @Override
    public void cutOff() {
        connection.close();
    }

    @Override
    public void alive() {
        response.write("event: alive\ndata: {\"at\":\"" + Times.format(clock.instant()) + "\"}\n\n");
    }

    /** Writes the next piece: what is left of the first frame from {@code start} on, and small ones after it. */
    private void writeNext(Queue<Frame> rest, int start, Runnable written, Runnable gone) {
        var piece = Buffer.buffer();
        int from = start;
        while (!rest.isEmpty() && piece.length() < PIECE) {
            byte[] frame = rest.element().bytes();
            if (frame == null) {
                gone.run();
                return;
            }
            int length = Math.min(PIECE - piece.length(), frame.length - from);
            piece.appendBytes(frame, from, length);
            from += length;
            if (from == frame.length) {
                rest.remove();
                from = 0;
            }
        }
        if (piece.length() == 0) {
            written.run();
            return;
        }
        int next = from;
        response.write(piece).onSuccess(ignored -> writeNext(rest, next, written, gone));
    }

    private static String retry() {
        return "retry: " + ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS + 1) + "\n\n";
    }
}
