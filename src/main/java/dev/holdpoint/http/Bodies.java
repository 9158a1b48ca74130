package dev.holdpoint.http;

import dev.holdpoint.interaction.Violation;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads the bodies of requests, all of them together within one budget of memory: what does not fit is refused before it
 * is read. A body that comes too slowly gives its room back when its connection is closed ({@link RequestDeadlines}).
 * Thread-safe.
 */
@Singleton
public final class Bodies {

    /** How many bytes a body may have as it comes, white space and escapes included; what a request says is less. */
    static final int MAX = 4 << 20;

    private static final int FIRST_ROOM = 8 << 10;

    private final long budget;
    private final AtomicLong taken = new AtomicLong();

    Bodies(HttpSettings settings) {
        this.budget = settings.bodiesSize();
    }

    /** How much memory bodies take that are being read, in bytes. */
    public long taken() {
        return taken.get();
    }

    /**
     * Reads a body and hands it to somebody who makes something smaller of it before they return.
     *
     * @throws ProblemException (as failure) where there is no room for it, or it is too large
     */
    public <T> Uni<T> read(HttpServerRequest request, Function<byte[], Uni<T>> work) {
        return Uni.createFrom()
                .<Body>emitter(emitter -> new Body(request, emitter).begin())
                .chain(body -> {
                    try {
                        return work.apply(body.bytes());
                    } finally {
                        body.close();
                    }
                });
    }

    private boolean take(long size) {
        if (taken.addAndGet(size) > budget) {
            taken.addAndGet(-size);
            return false;
        }
        return true;
    }

    /** A body on its way. Touched only by the request's event loop. */
    private final class Body {

        private final HttpServerRequest request;
        private final UniEmitter<? super Body> emitter;
        private byte[] room = {};
        private int length;
        private boolean isOver;

        Body(HttpServerRequest request, UniEmitter<? super Body> emitter) {
            this.request = request;
            this.emitter = emitter;
        }

        void begin() {
            long expected = expected();
            if (expected > MAX) {
                fail(tooLarge());
            } else if (taken.get() + expected > budget) {
                fail(overloaded());
            } else {
                request.handler(this::add).endHandler(ignored -> end()).exceptionHandler(this::fail);
                if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                    request.response().writeContinue();
                }
            }
            request.resume();
        }

        byte[] bytes() {
            return length == room.length ? room : Arrays.copyOf(room, length);
        }

        void close() {
            taken.addAndGet(-room.length);
            room = new byte[0];
        }

        private void add(Buffer chunk) {
            if (isOver) {
                return;
            }
            int needed = length + chunk.length();
            if (needed > MAX) {
                fail(tooLarge());
            } else if (needed > room.length && !grow(needed)) {
                fail(overloaded());
            } else {
                chunk.getBytes(room, length);
                length = needed;
            }
        }

        /** In steps that double, up to what the request says that it has; the room is kept account of as it is. */
        private boolean grow(int needed) {
            long expected = expected();
            int doubled = Math.max(FIRST_ROOM, 2 * room.length);
            int size = Math.max(needed, expected > 0 ? (int) Math.min(doubled, expected) : Math.min(doubled, MAX));
            if (!take(size - room.length)) {
                return false;
            }
            room = Arrays.copyOf(room, size);
            return true;
        }

        private void end() {
            if (!isOver) {
                isOver = true;
                emitter.complete(this);
            }
        }

        private void fail(Throwable failure) {
            if (!isOver) {
                isOver = true;
                close();
                emitter.fail(failure);
            }
        }

        private long expected() {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : length.length() > 12 ? Long.MAX_VALUE : Long.parseLong(length);
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(Kind.TOO_LARGE, "", List.of(Violation.tooLarge("", MAX))));
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                Kind.OVERLOADED, "too many bodies are on their way; nothing was done, try again later");
    }
}
