package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Retention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;

/** Reads and purges the event log. An event's interaction is made from its row: as it was asked, or as it settled. */
final class EventLog {

    /** Every event after a number, in order. */
    static final String AFTER = "SELECT " + Rows.COLUMNS
            + ", e.number, e.settled FROM event e JOIN interaction i ON i.sequence = e.sequence WHERE e.number > ?"
            + " ORDER BY e.number";

    private EventLog() {}

    static InteractionEvent event(ResultSet row) throws SQLException {
        Interaction interaction = Rows.interaction(row);
        boolean isSettled = row.getInt(Rows.COUNT + 2) == 1;
        return new InteractionEvent(row.getLong(Rows.COUNT + 1), isSettled ? interaction : interaction.asAsked());
    }

    static EventPage after(Sql sql, long number, Filter filter, int limit, int maxSize) throws SQLException {
        long newest = LogTail.newest(sql);
        if (number < purgedThrough(sql) || number > newest) {
            return new EventPage.Gone();
        }
        var conditions = Conditions.of(filter).and("e.number > ?", number);
        var events = new ArrayList<InteractionEvent>();
        var size = new int[1];
        var isCut = new boolean[1];
        sql.each(
                "SELECT " + Rows.COLUMNS
                        + ", e.number, e.settled FROM event e JOIN interaction i ON i.sequence = e.sequence"
                        + conditions.where() + " ORDER BY e.number",
                row -> {
                    InteractionEvent event = event(row);
                    size[0] += Page.sizeOf(event.interaction());
                    isCut[0] = events.size() == limit || (!events.isEmpty() && size[0] > maxSize);
                    return !isCut[0] && events.add(event);
                },
                conditions.parameters());
        return new EventPage.Kept(events, isCut[0] ? events.getLast().number() : newest, newest);
    }

    /**
     * Deletes up to {@code limit} rows: first of the log, in the order of its numbers, then interactions that are settled
     * long enough and that no event tells of any more.
     */
    static int purge(Sql sql, Retention retention, int limit, Instant now) throws SQLException {
        var through = new long[1];
        var events = new int[1];
        Instant oldest = now.minus(retention.events());
        sql.each("SELECT number, at FROM event ORDER BY number", row -> {
            if (events[0] == limit || row.getLong(2) >= oldest.toEpochMilli()) {
                return false;
            }
            through[0] = row.getLong(1);
            events[0]++;
            return true;
        });
        if (events[0] > 0) {
            sql.update("DELETE FROM event WHERE number <= ?", through[0]);
            sql.update("UPDATE log_state SET purged_through = ?", through[0]);
        }
        int interactions = sql.update("""
                DELETE FROM interaction WHERE sequence IN (
                  SELECT sequence FROM interaction
                  WHERE decided_at IS NOT NULL AND decided_at < ? AND settled_number <= ?
                  ORDER BY decided_at, sequence LIMIT ?)""", now.minus(retention.settled()), purgedThrough(sql), limit - events[0]);
        return events[0] + interactions;
    }

    private static long purgedThrough(Sql sql) throws SQLException {
        return sql.number("SELECT purged_through FROM log_state");
    }
}
