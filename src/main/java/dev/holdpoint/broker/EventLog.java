package dev.holdpoint.broker;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import io.smallrye.mutiny.Uni;

/** The numbered log of all that was made durable. Thread-safe; no call blocks, and each may fail as the store's do. */
public interface EventLog {

    /**
     * Tells {@code listener} from now on what is made durable: every event exactly once, in the order of the numbers,
     * no two calls at a time, on a thread of the store's. To be called once, before anything is written.
     */
    void subscribe(NewsListener listener);

    /** What is pending, and the last number, of one moment. */
    Uni<Snapshot> snapshot(Scope scope, Filter filter);

    /**
     * The log right after {@code number}: up to {@code limit} events, or until they take {@code maxSize} bytes. So that nobody
     * waits long behind it, a call looks at a bounded part of the log: a piece may be short, even empty, and not the last.
     */
    Uni<EventPage> after(long number, Scope scope, Filter filter, int limit, int maxSize);
}
