package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What others wrote, read from the log: whole what somebody here wants to know all of, of the rest that it happened. Every
 * replica hears of all that any does, so that most of it is of no use here. Used by the writer's thread and by the one that
 * follows the log, each with a connection of its own.
 */
final class OthersLog {

    /** How many events are read at once, at most. */
    static final int PIECE = 500;

    static final String NOTICES = "SELECT t.number, t.sequence, t.kind, s.id, s.expires_at - s.requested_at"
            + " FROM event t JOIN state s ON s.sequence = t.sequence WHERE t.number > ? AND t.number <= ? ORDER BY t.number LIMIT ?";

    static final String WHOLE = LogQueries.FROM + " WHERE t.number = ANY (?) ORDER BY t.number";
    static final String ALL = LogQueries.FROM + " WHERE t.number > ? AND t.number <= ? ORDER BY t.number LIMIT ?";

    private final Dialect dialect;
    private final News news;
    private final Unreadable unreadable;

    OthersLog(Dialect dialect, News news, Unreadable unreadable) {
        this.dialect = dialect;
        this.news = news;
        this.unreadable = unreadable;
    }

    /** An event, whole where that is wanted and it can be read. */
    record Entry(Notice notice, Optional<InteractionEvent> event) {

        static Entry of(InteractionEvent event) {
            return new Entry(Notice.of(event), Optional.of(event));
        }
    }

    /**
     * What is next in the log, in order.
     *
     * @param through everything up to this number was looked at
     */
    record Next(List<Entry> entries, long through, boolean isMore) {}

    /** Reads on after a number, as much as a page takes. */
    Next after(Sql sql, long number) {
        return between(sql, number, Long.MAX_VALUE);
    }

    /**
     * Confirms what is expected, and right before it what others wrote up to a number; {@code false} where that is too much to
     * have callers wait for, and nothing is confirmed.
     */
    boolean confirm(Sql sql, long before) {
        if (before <= news.known()) {
            return news.confirm(List.of());
        }
        Next missed = between(sql, news.known(), before);
        return !missed.isMore() && news.confirm(missed.entries());
    }

    /** By the plans of a transaction, which read by indexes whatever statistics say. */
    private Next between(Sql sql, long after, long end) {
        dialect.beginReading(sql);
        Next next = news.wantsAll() ? all(sql, after, end) : noticed(sql, after, end);
        dialect.endReading(sql);
        return next;
    }

    private Next all(Sql sql, long after, long end) {
        var piece = new Piece(after);
        sql.each(ALL, row -> piece.take(row, LogQueries.event(row, unreadable)), after, end, PIECE);
        return new Next(piece.events.stream().map(Entry::of).toList(), piece.through, piece.isFull());
    }

    private Next noticed(Sql sql, long after, long end) {
        var looked = new long[] {after};
        var rows = new int[1];
        List<Notice> notices = sql
                .all(
                        NOTICES,
                        row -> {
                            looked[0] = row.number();
                            rows[0]++;
                            return notice(looked[0], row);
                        },
                        after,
                        end,
                        PIECE)
                .stream()
                .flatMap(Optional::stream)
                .toList();
        Long[] wanted = notices.stream().filter(news::wants).map(Notice::number).toArray(Long[]::new);
        var piece = new Piece(after);
        if (wanted.length > 0) {
            sql.each(WHOLE, row -> piece.take(row, LogQueries.event(row, unreadable)), (Object) wanted);
        }
        long through = piece.isLarge() ? piece.through : looked[0];
        Map<Long, InteractionEvent> whole = new HashMap<>();
        piece.events.forEach(event -> whole.put(event.number(), event));
        List<Entry> entries = notices.stream()
                .filter(notice -> notice.number() <= through)
                .map(notice -> new Entry(notice, Optional.ofNullable(whole.get(notice.number()))))
                .toList();
        return new Next(entries, through, through < looked[0] || rows[0] == PIECE);
    }

    private Optional<Notice> notice(long number, Row row) {
        return unreadable.read(
                row.number(),
                () -> new Notice(
                        number, LogQueries.kind(row.text()), Rows.id(row.text()), Duration.ofMillis(row.number())));
    }

    /** What was read so far; used by one thread. */
    private static final class Piece {
        private final List<InteractionEvent> events = new ArrayList<>();
        private long through;
        private long size;
        private int rows;

        Piece(long after) {
            through = after;
        }

        /** Whether it takes another one. */
        boolean take(Row row, Optional<InteractionEvent> event) {
            rows++;
            through = row.numberAt(1);
            event.ifPresent(read -> {
                events.add(read);
                size += read.interaction().size();
            });
            return !isLarge();
        }

        boolean isLarge() {
            return size >= Sizes.PAGE;
        }

        boolean isFull() {
            return rows == PIECE || isLarge();
        }
    }
}
