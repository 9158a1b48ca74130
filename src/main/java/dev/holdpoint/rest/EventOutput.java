package dev.holdpoint.rest;

import dev.holdpoint.stream.TabOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Writes a tab's frames to its connection in pieces, each when the one before was taken by the socket: what a slow reader
 * has not taken stays shared with the other tabs, not copied into buffers of its own.
 */
final class EventOutput implements TabOutput {

    private static final int PIECE = 32 << 10;
    private static final String COMMENT = ":\n\n";

    private final HttpServerResponse response;
    private final HttpConnection connection;

    EventOutput(HttpServerResponse response, HttpConnection connection) {
        this.response = response;
        this.connection = connection;
    }

    @Override
    public void write(List<byte[]> frames, Runnable written) {
        writeNext(new ArrayDeque<>(frames), 0, written);
    }

    @Override
    public void end() {
        response.end();
    }

    @Override
    public void cutOff() {
        connection.close();
    }

    @Override
    public void comment() {
        response.write(COMMENT);
    }

    /** Writes the next piece: what is left of the first frame from {@code start} on, and small ones after it. */
    private void writeNext(Queue<byte[]> rest, int start, Runnable written) {
        var piece = Buffer.buffer();
        int from = start;
        while (!rest.isEmpty() && piece.length() < PIECE) {
            byte[] frame = rest.element();
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
        response.write(piece).onSuccess(ignored -> writeNext(rest, next, written));
    }
}
