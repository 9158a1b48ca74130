package dev.holdpoint.stream;

import dev.holdpoint.broker.EventListener;
import dev.holdpoint.broker.EventLog;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.broker.Serial;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings events to tabs: to each what it missed, then live, every event once and in order. One encoding of an event
 * serves all tabs; a tab that reads too slowly is cut off and slows nobody.
 *
 * <p>It hears of events by announcements, which may get lost: a gap in the numbers sends the tabs back to the log.
 * Thread-safe.
 */
public final class Hub implements EventListener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLog log;
    private final EventEncoding encoding;
    private final FrameBudget budget;
    private final Snapshots snapshots;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final LongAdder cutOff = new LongAdder();
    private final Serial serial = new Serial();

    /** The last number heard of since the process began; 0 before. Touched only by tasks of {@link #serial}. */
    private long last;

    private volatile boolean closed;

    /**
     * @param budget how much may be kept for tabs that have not taken it, in bytes
     */
    public Hub(EventLog log, EventEncoding encoding, long budget) {
        this.log = log;
        this.encoding = encoding;
        this.budget = new FrameBudget(budget);
        this.snapshots = new Snapshots(encoding, this.budget);
    }

    /** A tab that listens. */
    public interface Subscription {
        /** To be called when its connection is gone; without effect after the first call. */
        void close();

        /** Ends the stream after what is on its way. */
        void end();
    }

    /** Opens a stream that begins with what is pending. */
    public Subscription subscribe(Scope scope, Filter filter, TabOutput output) {
        return add(scope, filter, output, TabStream.fresh());
    }

    /** Opens a stream that goes on right after {@code number}, or begins afresh where that is not kept. */
    public Subscription resume(Scope scope, Filter filter, long number, TabOutput output) {
        return add(scope, filter, output, TabStream.after(number));
    }

    @Override
    public void onEvents(List<InteractionEvent> events) {
        serial.run(() -> events.forEach(this::take));
    }

    @Override
    public void onEventsOfOthers(List<InteractionEvent> events) {
        onEvents(events);
    }

    @Override
    public void onNotices(List<Notice> notices) {
        onSkipped(notices.getFirst().number(), notices.getLast().number());
    }

    /** Whoever begins to listen later reads the log up to what it is told of then. */
    @Override
    public boolean wantsAll() {
        return !subscribers.isEmpty();
    }

    @Override
    public void onSkipped(long first, long through) {
        serial.run(() -> skip(through));
    }

    /** Has every stream that is quiet show that it is alive. */
    public void keepAlive() {
        subscribers.forEach(subscriber -> subscriber.on(new Input.Tick()));
    }

    /** Ends every stream after its last event. */
    public void close() {
        closed = true;
        serial.run(() -> subscribers.forEach(subscriber -> subscriber.on(new Input.Stopping())));
    }

    /** Whether it brings on what it hears; {@code false} once that has stood still for ten seconds. */
    public boolean isAlive() {
        return !serial.isStuckFor(PATIENCE);
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

    Frame frame(InteractionEvent event) {
        return budget.keep(new Frame(event, encoding));
    }

    Frame frame(Scope scope, Filter filter, Snapshot snapshot) {
        return snapshots.encode(scope, filter, snapshot);
    }

    private void take(InteractionEvent event) {
        if (event.number() <= last) {
            return;
        }
        if (event.number() > last + 1) {
            var missed = new Input.Missed(last, event.number());
            subscribers.forEach(subscriber -> subscriber.on(missed));
        }
        last = event.number();
        if (subscribers.isEmpty()) {
            return;
        }
        Frame frame = frame(event);
        subscribers.forEach(subscriber -> subscriber.offer(event.interaction(), frame));
    }

    private void skip(long through) {
        if (through > last) {
            var missed = new Input.Missed(last, through + 1);
            subscribers.forEach(subscriber -> subscriber.on(missed));
            last = through;
        }
    }

    private Subscription add(Scope scope, Filter filter, TabOutput output, TabStream.Step beginning) {
        var subscriber = new Subscriber(this, log, scope, filter, output);
        subscribers.add(subscriber);
        subscriber.open(beginning);
        if (closed) {
            subscriber.on(new Input.Stopping());
        }
        return new Subscription() {
            @Override
            public void close() {
                subscriber.on(new Input.Left());
            }

            @Override
            public void end() {
                subscriber.on(new Input.Stopping());
            }
        };
    }
}
