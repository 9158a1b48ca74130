package dev.holdpoint.interaction;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One tab's stream: first what is pending or what it missed, read from the store at the reader's pace, then live.
 *
 * <p>While it reads from the store, live events queue; then those that the reading contained are dropped and the stream
 * flips to live. A queue that overflows meanwhile means reading on from the log; one that overflows when live means that
 * the tab reads too slowly, and it is cut off. All fields are touched only by tasks of {@link #serial}.
 */
final class Subscriber {

    /** A queue is over its bound when it is over both: bytes, and events. */
    static final int MAX_QUEUED_BYTES = 1 << 20;

    static final int MAX_QUEUED_EVENTS = 64;
    private static final int REPLAY_EVENTS = 256;
    private static final int REPLAY_SIZE = 1 << 20;
    private static final int WRITE_SIZE = 256 << 10;
    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private enum Phase {
        READING,
        LIVE,
        CLOSED
    }

    private final Hub hub;
    private final Store store;
    private final EventEncoding encoding;
    private final Filter filter;
    private final TabOutput output;
    private final Serial serial = new Serial();

    private Phase phase = Phase.READING;
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean overflowed;
    private boolean writing;
    private boolean ending;

    /** Everything up to this number was written, or does not concern this tab. */
    private long position;

    Subscriber(Hub hub, Store store, EventEncoding encoding, Filter filter, TabOutput output) {
        this.hub = hub;
        this.store = store;
        this.encoding = encoding;
        this.filter = filter;
        this.output = output;
    }

    /** Begins with what is pending. */
    void openFresh() {
        serial.run(this::readSnapshot);
    }

    /** Begins right after {@code number}. */
    void openAfter(long number) {
        serial.run(() -> readAfter(number));
    }

    void offer(Frame frame) {
        if (filter.matches(frame.interaction())) {
            serial.run(() -> take(frame));
        }
    }

    /** Reads on from the log: what came after {@code number} may not have been offered. */
    void catchUp(long number) {
        serial.run(() -> {
            position = Math.max(position, number);
            if (phase == Phase.LIVE) {
                phase = Phase.READING;
                overflowed = true;
                clearQueue();
                if (!writing) {
                    readAfter(position);
                }
            } else {
                overflowed = true;
            }
        });
    }

    void keepAlive() {
        serial.run(() -> {
            if (phase == Phase.LIVE && !writing) {
                output.comment();
            }
        });
    }

    /** Ends the stream after what is queued. */
    void end() {
        serial.run(() -> {
            ending = true;
            if (!writing) {
                goOn();
            }
        });
    }

    /** Forgets the tab; its connection is gone. */
    void close() {
        serial.run(this::forget);
    }

    private void take(Frame frame) {
        if (phase == Phase.CLOSED || frame.number() <= position || (phase == Phase.READING && overflowed)) {
            return;
        }
        queue.add(frame);
        queuedBytes += frame.bytes().length;
        boolean isOver = queuedBytes > MAX_QUEUED_BYTES && queue.size() > MAX_QUEUED_EVENTS;
        if (isOver && phase == Phase.READING) {
            overflowed = true;
            clearQueue();
        } else if (isOver) {
            forget();
            hub.onCutOff();
            output.cutOff();
        } else if (phase == Phase.LIVE && !writing) {
            writeQueued();
        }
    }

    private void readSnapshot() {
        store.snapshot(filter)
                .subscribe()
                .with(snapshot -> serial.run(() -> onSnapshot(snapshot)), failure -> serial.run(() -> fail(failure)));
    }

    private void onSnapshot(Snapshot snapshot) {
        if (phase == Phase.READING) {
            position = snapshot.number();
            write(List.of(hub.encode(filter, snapshot)));
        }
    }

    private void readAfter(long number) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.READING;
        position = number;
        overflowed = false;
        store.eventsAfter(number, filter, REPLAY_EVENTS, REPLAY_SIZE)
                .subscribe()
                .with(page -> serial.run(() -> onPage(page)), failure -> serial.run(() -> fail(failure)));
    }

    private void onPage(EventPage page) {
        if (phase != Phase.READING) {
            return;
        }
        switch (page) {
            case EventPage.Gone() -> readSnapshot();
            case EventPage.Kept kept -> {
                position = kept.through();
                overflowed |= !kept.isLast();
                if (overflowed) {
                    clearQueue();
                }
                var frames = new ArrayList<byte[]>();
                for (InteractionEvent event : kept.events()) {
                    frames.add(encoding.event(event));
                }
                write(frames);
            }
        }
    }

    private void write(List<byte[]> frames) {
        writing = true;
        output.write(frames, () -> serial.run(this::onWritten));
    }

    private void onWritten() {
        writing = false;
        goOn();
    }

    /** What comes next once the output can take more. */
    private void goOn() {
        if (phase == Phase.READING && !ending) {
            if (overflowed) {
                readAfter(position);
            } else {
                phase = Phase.LIVE;
                writeQueued();
            }
        } else if (phase == Phase.LIVE && !queue.isEmpty()) {
            writeQueued();
        } else if (phase != Phase.CLOSED && ending) {
            forget();
            output.end();
        }
    }

    private void writeQueued() {
        var frames = new ArrayList<byte[]>();
        int size = 0;
        while (!queue.isEmpty() && size < WRITE_SIZE) {
            Frame frame = queue.remove();
            byte[] bytes = frame.bytes();
            queuedBytes -= bytes.length;
            if (frame.number() > position) {
                position = frame.number();
                frames.add(bytes);
                size += bytes.length;
            }
        }
        if (!frames.isEmpty()) {
            write(frames);
        } else if (ending) {
            goOn();
        }
    }

    private void fail(Throwable failure) {
        if (phase != Phase.CLOSED) {
            LOG.log(Level.DEBUG, "a stream could not be read, its tab will come back: {0}", failure.getMessage());
            forget();
            output.end();
        }
    }

    private void forget() {
        phase = Phase.CLOSED;
        clearQueue();
        hub.forget(this);
    }

    private void clearQueue() {
        queue.clear();
        queuedBytes = 0;
    }
}
