package dev.holdpoint.interaction;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings events to tabs: to each what it missed, then live, every event once and in order. One encoding of an event
 * serves all tabs; a tab that reads too slowly is cut off and slows nobody.
 *
 * <p>It hears of events by announcements, which may get lost: a gap in the numbers sends the tabs back to the store's
 * log. Thread-safe.
 */
public final class Hub {

    private static final int KEPT_SNAPSHOTS = 16;

    private final Store store;
    private final EventEncoding encoding;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Filter, Encoded> snapshots = new ConcurrentHashMap<>();
    private final LongAdder cutOff = new LongAdder();
    private final Serial serial = new Serial();

    /** The last number heard of; negative before the first. Touched only by tasks of {@link #serial}. */
    private long last = -1;

    private volatile boolean closed;

    public Hub(Store store, EventEncoding encoding) {
        this.store = store;
        this.encoding = encoding;
    }

    /** A tab that listens. */
    public interface Subscription {
        /** To be called when its connection is gone; without effect after the first call. */
        void close();
    }

    /** Opens a stream that begins with what is pending. */
    public Subscription subscribe(Filter filter, TabOutput output) {
        Subscriber subscriber = add(filter, output);
        subscriber.openFresh();
        return subscriber::close;
    }

    /** Opens a stream that goes on right after {@code number}, or begins afresh where that is not kept. */
    public Subscription resume(Filter filter, long number, TabOutput output) {
        Subscriber subscriber = add(filter, output);
        subscriber.openAfter(number);
        return subscriber::close;
    }

    /** Takes announced events to the tabs. */
    public void onAnnounced(List<InteractionEvent> events) {
        serial.run(() -> {
            for (InteractionEvent event : events) {
                if (event.number() > last) {
                    if (last >= 0 && event.number() > last + 1) {
                        long known = last;
                        subscribers.forEach(subscriber -> subscriber.catchUp(known));
                    }
                    last = event.number();
                    Frame frame = new Frame(event, encoding);
                    subscribers.forEach(subscriber -> subscriber.offer(frame));
                }
            }
        });
    }

    /** Has every stream that is quiet show that it is alive. */
    public void keepAlive() {
        subscribers.forEach(Subscriber::keepAlive);
    }

    /** Ends every stream after its last event. */
    public void close() {
        closed = true;
        serial.run(() -> subscribers.forEach(Subscriber::end));
    }

    /** How many tabs listen. */
    public int tabs() {
        return subscribers.size();
    }

    /** How many tabs were cut off since the process began. */
    public long cutOff() {
        return cutOff.sum();
    }

    void onCutOff() {
        cutOff.increment();
    }

    void forget(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Encodes a snapshot; tabs that open at the same moment with the same filter share one encoding. */
    byte[] encode(Filter filter, Snapshot snapshot) {
        Encoded present = snapshots.get(filter);
        if (present != null && present.number == snapshot.number()) {
            return present.bytes;
        }
        if (snapshots.size() >= KEPT_SNAPSHOTS) {
            snapshots.clear();
        }
        Encoded made = new Encoded(snapshot.number(), encoding.sync(snapshot));
        snapshots.put(filter, made);
        return made.bytes;
    }

    private Subscriber add(Filter filter, TabOutput output) {
        Subscriber subscriber = new Subscriber(this, store, encoding, filter, output);
        subscribers.add(subscriber);
        if (closed) {
            subscriber.end();
        }
        return subscriber;
    }

    @SuppressWarnings("ArrayRecordComponent") // shared, never changed and never compared
    private record Encoded(long number, byte[] bytes) {}
}
