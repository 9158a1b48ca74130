package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events are durable and not told yet: {@code expect} before a commit, {@code confirm} after it, or {@code readOn}
 * where nobody knows what became of it. Each event is taken once, in order. Used by the writer's thread only.
 */
final class News {

    /** The highest number whose event was taken or is about to be. */
    private long known;

    private List<InteractionEvent> expected = List.of();
    private List<InteractionEvent> untold = new ArrayList<>();

    News(long known) {
        this.known = known;
    }

    /** These events are about to be committed. */
    void expect(List<InteractionEvent> events) {
        expected = events;
    }

    /** They were. */
    void confirm() {
        add(expected);
        expected = List.of();
    }

    /** Takes what is in the log after all that is known; {@code true} if the expected events are. */
    boolean readOn(Sql sql, Unreadable unreadable) {
        List<InteractionEvent> hoped = expected;
        add(LogQueries.allAfter(sql, known, unreadable));
        expected = List.of();
        return !hoped.isEmpty() && known >= hoped.getLast().number();
    }

    /** The transaction was never committed. */
    void forget() {
        expected = List.of();
    }

    /** The events that became durable since the last call, in order. */
    List<InteractionEvent> take() {
        List<InteractionEvent> taken = untold;
        untold = new ArrayList<>();
        return taken;
    }

    private void add(List<InteractionEvent> events) {
        if (!events.isEmpty()) {
            untold.addAll(events);
            known = events.getLast().number();
        }
    }
}
