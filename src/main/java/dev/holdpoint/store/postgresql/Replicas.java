package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Others;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The replicas that use a database, each by its row of {@code replica}: until when it is taken for alive, and the number of
 * the last transaction that it had kept, by which it learns what became of one whose commit failed.
 *
 * <p>A hold belongs to a replica. That of one which was not heard of for {@link #MISSED} beats is ended by whoever sees it, a part
 * at a time: leases run out as if its waiters had left now, and not before those of other replicas have.
 *
 * <p>Thread-safe: what is of a transaction is touched by the writer's thread only.
 */
final class Replicas implements Others {

    private static final String CHANNEL = "holdpoint";
    private static final int MISSED = 3;
    private static final int PART = 500;

    private static final String MARK = """
            INSERT INTO replica (name, batch, alive_until) VALUES (?, ?, ?)
              ON CONFLICT (name) DO UPDATE SET batch = excluded.batch, alive_until = excluded.alive_until
              RETURNING (xmax = 0)::int;
            """;
    private static final String NOTIFY = "SELECT 1 FROM pg_notify('" + CHANNEL + "', ?);\n";
    private static final String PART_OF_DEAD =
            "(SELECT sequence FROM hold WHERE holder = ? ORDER BY sequence LIMIT " + PART + ")";
    private static final String RUN_OUT = """
            UPDATE state s SET lease_until = least(s.lease_until, n.until), due_at = least(s.due_at, n.until)
            FROM (
              SELECT l.sequence, l.lease + greatest(?, coalesce(
                (SELECT max(h.ends_at) FROM hold h WHERE h.sequence = l.sequence AND h.holder <> ?), 0)) AS until
              FROM state l WHERE l.status = 'pending' AND l.lease IS NOT NULL AND l.sequence IN\s""" + PART_OF_DEAD + ") n WHERE s.sequence = n.sequence";

    private final String name;
    private final Duration beat;
    private final Connecting connecting;
    private volatile Runnable onTakenForDead = () -> {};

    /** When somebody was last told to look. Touched by the thread only that listens. */
    private long heardAt = System.nanoTime();

    private Instant now = Instant.EPOCH;
    private Instant aliveUntil = Instant.EPOCH;
    private long batch;
    private boolean isKnown;

    /** Whoever was away itself does not know who else was: it takes nobody for dead before this. */
    private Instant buriesFrom = Instant.EPOCH;

    Replicas(String name, Duration beat, Connecting connecting) {
        this.name = name;
        this.beat = beat;
        this.connecting = connecting;
    }

    @Override
    public void onTakenForDead(Runnable lost) {
        onTakenForDead = lost;
    }

    void onBegin(Instant moment) {
        now = moment;
    }

    /** Keeps and marks a transaction, in one message, and where others are to hear of it, tells them. */
    void commit(Sql sql, boolean isNews) {
        batch++;
        Instant alive = now.plus(beat.multipliedBy(MISSED));
        if (now.isAfter(aliveUntil)) {
            buriesFrom = alive;
        }
        Optional<long[]> mark = isNews
                ? sql.together(NOTIFY + MARK + "COMMIT", name, name, batch, alive)
                : sql.together(MARK + "COMMIT", name, batch, alive);
        boolean isNew = mark.orElseThrow()[0] == 1;
        if (isNew && isKnown) {
            onTakenForDead.run();
        }
        isKnown = true;
        aliveUntil = alive;
    }

    /** Whether the last transaction was kept that was to be marked. */
    boolean isLastKept(Sql sql) {
        return sql.number("SELECT batch FROM replica WHERE name = ?", name) == batch;
    }

    @Override
    public Sql listen() {
        Sql sql = connecting.connectToListen();
        try {
            sql.execute("LISTEN " + CHANNEL);
            return sql;
        } catch (SqlFailure failure) {
            sql.close();
            throw failure;
        }
    }

    @Override
    public boolean await(Sql listening, Duration most) {
        try {
            PGNotification[] heard =
                    listening.connection().unwrap(PGConnection.class).getNotifications((int) most.toMillis());
            boolean isOnlyOwn = heard != null
                    && heard.length > 0
                    && Arrays.stream(heard).allMatch(one -> one.getParameter().equals(name));
            boolean isLongAgo = System.nanoTime() - heardAt > most.toNanos();
            if (isOnlyOwn && !isLongAgo) {
                return false;
            }
            heardAt = System.nanoTime();
            return true;
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public Duration beat() {
        return beat;
    }

    @Override
    public void beat(Sql sql, Instant moment) {
        sql.touch();
        if (moment.isBefore(buriesFrom)) {
            return;
        }
        Optional<String> dead = sql.text(
                "SELECT name FROM replica WHERE alive_until < ? AND name <> ? ORDER BY name LIMIT 1", moment, name);
        dead.ifPresent(gone -> bury(sql, gone, moment));
    }

    @Override
    public boolean isFirst(Sql sql, Instant moment) {
        return sql.text("SELECT min(name) FROM replica WHERE alive_until >= ? OR name = ?", moment, name)
                .map(name::equals)
                .orElse(true);
    }

    /** Leaves nothing to others. */
    void leave(Sql sql, Instant moment) {
        while (!bury(sql, name, moment)) {}
        sql.update("COMMIT");
    }

    /** Ends a part of what a replica holds; {@code true} where that was all. */
    private static boolean bury(Sql sql, String dead, Instant moment) {
        sql.update(RUN_OUT, moment, dead, dead);
        int ended = sql.update("DELETE FROM hold WHERE holder = ? AND sequence IN " + PART_OF_DEAD, dead, dead);
        boolean isAll = ended < PART;
        if (isAll) {
            sql.update("DELETE FROM replica WHERE name = ?", dead);
        }
        return isAll;
    }
}
