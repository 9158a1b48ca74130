package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.NewsListener;
import dev.holdpoint.interaction.InteractionEvent;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which events are durable and not told yet: {@code expect} before a commit, {@code confirm} after it, or {@code readOn}
 * where nobody knows what became of it. Each event is told once, in order, whether it is this process' or another's.
 *
 * <p>From {@code expect} to {@code tell} it is the writer's alone, so that what the writer is about to tell is not heard from
 * the log first. Used by the writer's thread and by the one that follows the log.
 */
final class News {

    private static final System.Logger LOG = System.getLogger(News.class.getName());

    private final ReentrantLock turn = new ReentrantLock();

    /** The highest number whose event was told or is about to be. Written in one's turn. */
    private volatile long known;

    // Touched in one's turn.
    private List<InteractionEvent> expected = List.of();
    private final List<Heard> untold = new ArrayList<>();

    /** What this process did where nobody knows whether it was kept: if it is in the log, it is its own. */
    private final Set<InteractionEvent> doubtful = new HashSet<>();

    private volatile NewsListener listener = (events, isOwn) -> {};

    /** Events that became durable together, and whether that is this process' doing. */
    record Heard(List<InteractionEvent> events, boolean isOwn) {}

    News(long known) {
        this.known = known;
    }

    void subscribe(NewsListener given) {
        listener = given;
    }

    /** The number of the last event that was told, or was there at the start. */
    long known() {
        return known;
    }

    /** These events are about to be committed. */
    void expect(List<InteractionEvent> events) {
        begin();
        expected = events;
    }

    /** They were, and right before them those of others. */
    void confirm(List<InteractionEvent> others) {
        begin();
        add(others);
        add(new Heard(expected, true));
        expected = List.of();
    }

    /** Takes what is in the log after all that is known; {@code true} if the expected events are. */
    boolean readOn(Sql sql, Unreadable unreadable) {
        begin();
        List<InteractionEvent> hoped = expected;
        doubtful.addAll(expected);
        expected = List.of();
        List<InteractionEvent> all = LogQueries.allAfter(sql, known, unreadable);
        add(all);
        return !hoped.isEmpty() && all.contains(hoped.getLast());
    }

    /** Takes what somebody read in the log, in order; what was told meanwhile is left out. */
    void hear(List<InteractionEvent> read) {
        begin();
        add(read.stream().filter(event -> event.number() > known).toList());
    }

    /** What was expected was not kept, or nobody knows. */
    void forget() {
        begin();
        doubtful.addAll(expected);
        expected = List.of();
    }

    /** The events that became durable since the last call, in order; whose turn it was is over. */
    List<Heard> take() {
        begin();
        List<Heard> taken = List.copyOf(untold);
        untold.clear();
        end();
        return taken;
    }

    /** Tells what became durable since the last call, in order; whose turn it was is over. */
    void tell() {
        begin();
        try {
            untold.forEach(this::tell);
        } finally {
            untold.clear();
            end();
        }
    }

    private void tell(Heard heard) {
        try {
            listener.onNews(heard.events, heard.isOwn);
        } catch (RuntimeException | Error broken) {
            Fatal.check(broken);
            LOG.log(Level.ERROR, "news could not be told", broken);
        }
    }

    private void begin() {
        if (!turn.isHeldByCurrentThread()) {
            turn.lock();
        }
    }

    private void end() {
        turn.unlock();
    }

    private void add(List<InteractionEvent> read) {
        var same = new ArrayList<InteractionEvent>();
        boolean isOwn = false;
        for (InteractionEvent event : read) {
            boolean isThisOwn = doubtful.remove(event);
            if (isThisOwn != isOwn) {
                add(new Heard(List.copyOf(same), isOwn));
                same.clear();
                isOwn = isThisOwn;
            }
            same.add(event);
        }
        add(new Heard(same, isOwn));
        if (!read.isEmpty()) {
            doubtful.removeIf(event -> event.number() <= known);
        }
    }

    private void add(Heard heard) {
        if (!heard.events.isEmpty()) {
            untold.add(heard);
            known = heard.events.getLast().number();
        }
    }
}
