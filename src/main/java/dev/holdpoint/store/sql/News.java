package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.NewsListener;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.sql.OthersLog.Entry;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Whether there is any of that. Written in one's turn. */
    private volatile boolean isInDoubt;

    private volatile NewsListener listener = (events, isOwn) -> {};

    /** What became durable together. */
    sealed interface Heard {

        /** Events, and whether they are this process' doing. */
        record Whole(List<InteractionEvent> events, boolean isOwn) implements Heard {}

        /** That others did something. */
        record Noticed(List<Notice> notices) implements Heard {}
    }

    /** How much is known of an event of the log, and whose it is. */
    private enum Manner {
        OWN,
        OTHERS,
        NOTICED
    }

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

    /** They were, and right before them those of others; {@code false} where those have to be read whole, and nothing is done. */
    boolean confirm(List<Entry> others) {
        begin();
        if (!isEnough(others)) {
            return false;
        }
        add(others);
        add(
                new Heard.Whole(expected, true),
                expected.isEmpty() ? known : expected.getLast().number());
        expected = List.of();
        return true;
    }

    /** Takes what is in the log after all that is known; {@code true} if the expected events are. */
    boolean readOn(Sql sql, Unreadable unreadable) {
        begin();
        List<InteractionEvent> hoped = expected;
        doubt();
        List<InteractionEvent> all = LogQueries.allAfter(sql, known, unreadable);
        add(all.stream().map(Entry::of).toList());
        return !hoped.isEmpty() && all.contains(hoped.getLast());
    }

    /** Whether all of the log is to be read whole from now on. */
    boolean wantsAll() {
        return isInDoubt || listener.wantsAll();
    }

    /** Whether this is to be read whole. */
    boolean wants(Notice notice) {
        return listener.wants(notice);
    }

    /**
     * Takes what somebody read in the log, in order; what was told meanwhile is left out. {@code false} where it has to be read
     * whole, and nothing is taken.
     */
    boolean hear(List<Entry> read) {
        begin();
        List<Entry> news =
                read.stream().filter(entry -> entry.notice().number() > known).toList();
        boolean isEnough = isEnough(news);
        if (isEnough) {
            add(news);
        }
        return isEnough;
    }

    /** What was expected was not kept, or nobody knows. */
    void forget() {
        begin();
        doubt();
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
            switch (heard) {
                case Heard.Whole(var events, boolean isOwn) -> listener.onNews(events, isOwn);
                case Heard.Noticed(var notices) -> listener.onNotices(notices);
            }
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

    private void doubt() {
        doubtful.addAll(expected);
        expected = List.of();
        isInDoubt = !doubtful.isEmpty();
    }

    /** What this process may have done itself is known by all of it. */
    private boolean isEnough(List<Entry> read) {
        return doubtful.isEmpty()
                || read.stream().allMatch(entry -> entry.event().isPresent());
    }

    private void add(List<Entry> read) {
        List<Manner> manners = read.stream().map(this::manner).toList();
        int from = 0;
        for (int i = 1; i <= read.size(); i++) {
            if (i == read.size() || manners.get(i) != manners.get(from)) {
                List<Entry> alike = read.subList(from, i);
                add(heard(alike, manners.get(from)), alike.getLast().notice().number());
                from = i;
            }
        }
        if (!read.isEmpty()) {
            doubtful.removeIf(event -> event.number() <= known);
            isInDoubt = !doubtful.isEmpty();
        }
    }

    private Manner manner(Entry entry) {
        return entry.event()
                .map(event -> doubtful.remove(event) ? Manner.OWN : Manner.OTHERS)
                .orElse(Manner.NOTICED);
    }

    private static Heard heard(List<Entry> alike, Manner manner) {
        return manner == Manner.NOTICED
                ? new Heard.Noticed(alike.stream().map(Entry::notice).toList())
                : new Heard.Whole(
                        alike.stream()
                                .map(Entry::event)
                                .flatMap(Optional::stream)
                                .toList(),
                        manner == Manner.OWN);
    }

    private void add(Heard heard, long through) {
        if (through > known) {
            untold.add(heard);
            known = through;
        }
    }
}
