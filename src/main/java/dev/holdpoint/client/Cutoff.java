package dev.holdpoint.client;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Until when a call may be written. Whoever asks and whoever takes it back come at once: what is cut before a byte of the call's body was
 * written was heard by nobody, and never will be. Thread-safe.
 */
public final class Cutoff {

    /** From the first to either of the others, and to {@code CUT} from each. */
    private enum State {
        UNWRITTEN,
        WRITTEN,
        CUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNWRITTEN);

    /** From here on nothing is written; tells whether something may have been heard before. */
    public boolean cut() {
        return state.getAndSet(State.CUT) == State.WRITTEN;
    }

    boolean isCut() {
        return state.get() == State.CUT;
    }

    private boolean tryWriting() {
        return state.updateAndGet(now -> now == State.CUT ? now : State.WRITTEN) == State.WRITTEN;
    }

    /** A body that is written unless it is cut by then: once there is a connection, and its headers are on it. */
    BodyPublisher body(byte[] bytes) {
        BodyPublisher whole = BodyPublishers.ofByteArray(bytes);
        return new BodyPublisher() {
            @Override
            public long contentLength() {
                return whole.contentLength();
            }

            @Override
            public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                if (tryWriting()) {
                    whole.subscribe(subscriber);
                } else {
                    subscriber.onSubscribe(NOTHING);
                    subscriber.onError(new IOException("taken back before it was asked"));
                }
            }
        };
    }

    private static final Subscription NOTHING = new Subscription() {
        @Override
        public void request(long most) {
            // there is none
        }

        @Override
        public void cancel() {
            // it is over
        }
    };
}
