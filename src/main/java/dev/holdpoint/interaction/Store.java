package dev.holdpoint.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What keeps interactions, and the only one that decides: every settlement is one conditional update, <em>set this where
 * the status is still pending</em>, and its result names the winner. A settlement that reaches the store when the
 * interaction is due (its deadline or its lease has passed by the store's clock) loses: the same transaction settles it
 * as due.
 *
 * <p>When a {@code Uni} completes, what it tells is durable, and every read that begins afterwards sees it. Any of them
 * may fail with {@link StoreUnavailableException} or {@link OverloadedException}. Thread-safe; no call blocks.
 */
public interface Store {

    /**
     * Begins to tell what is made durable: every event exactly once, in the order of the numbers, no two calls at a
     * time, on a thread of the store's. To be called once, before anything is written.
     */
    void tell(Consumer<List<InteractionEvent>> news);

    /** Makes an interaction, its event and its key in one transaction. Answers nothing that concerns schemas. */
    Uni<AskResult> create(NewInteraction interaction);

    /** Settles an interaction if it is still pending, and its response was checked where it has a schema. */
    Uni<SettleResult> settle(SettleCommand command);

    /**
     * Sets the lease of a pending interaction that has one to run out {@code heldFor} plus its lease from now. What
     * {@code heldFor} gives is asked when the write is done, so that the last write tells the truth.
     *
     * @return the interaction as it stands then, and when it is due
     */
    Uni<Optional<Held>> hold(InteractionId id, Supplier<Duration> heldFor);

    /** Cancels all that is pending in a session, in one transaction; tells how many. */
    Uni<Integer> cancelSession(SessionId session, String reason);

    /** Settles up to {@code limit} interactions that are due. */
    Uni<Sweep> expire(int limit);

    /** Deletes up to {@code limit} events and settled interactions that need not be kept; tells how many. */
    Uni<Integer> purge(Retention retention, int limit);

    Uni<Optional<Interaction>> find(InteractionId id);

    /** What was asked with a key. */
    Uni<Optional<Idempotency>> findKey(String key);

    Uni<Page> list(ListQuery query);

    Uni<Snapshot> snapshot(Filter filter);

    /** The log right after {@code number}: up to {@code limit} events, or until they take {@code maxSize} characters. */
    Uni<EventPage> eventsAfter(long number, Filter filter, int limit, int maxSize);

    Uni<Statistics> statistics();

    Uni<Timeline> timeline(Timeline.Span span);

    /** Whether the last attempt to write succeeded. */
    boolean isAvailable();

    /** Finishes what was taken, refuses the rest, lets go of everything. */
    void close();

    /** An interaction and when it is due. */
    record Held(Interaction interaction, Instant due) {}
}
