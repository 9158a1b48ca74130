package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of months that nothing which is kept needs any more, on a connection of its own: nobody reads or writes more slowly
 * for it. A month is detached beside those who read, which ends once all of them have ended that had begun before; then it is
 * dropped. What does not end in time, and what was broken off at whatever point, is gone on with at the next look.
 *
 * <p>A month is not needed where it ended {@link #MARGIN} ago, so that nothing new can be of it, and {@code state} has nothing of
 * it; this is looked at again before it is dropped. Thread-safe.
 */
final class OldMonths {

    /** Longer than any clock goes back. */
    static final Duration MARGIN = Duration.ofDays(1);

    private static final Duration REST = Duration.ofMinutes(10);
    private static final String ALONE =
            "SELECT pg_try_advisory_lock(" + (PostgresDatabase.LOCK + 1) + ", hashtext(current_schema()))::int";
    private static final String PARTITIONS = """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent IN (to_regclass('payload'), to_regclass('response')) AND %s i.inhdetachpending
            ORDER BY c.relname""";
    private static final String DETACHED = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r' AND NOT c.relispartition
              AND c.relname ~ '^(payload|response)_[0-9]{4,9}_[0-9]{2}$'
            ORDER BY c.relname""";
    private static final System.Logger LOG = System.getLogger(OldMonths.class.getName());

    private final Connecting connecting;
    private final Months months;
    private final Duration patience;
    private final AtomicBoolean isBusy = new AtomicBoolean();

    private volatile Instant lookedAt = Instant.MIN;
    private volatile boolean isClosed;

    /** What is worked on; closed to end that. */
    private volatile @Nullable Sql working;

    OldMonths(Connecting connecting, Months months) {
        this(connecting, months, Duration.ofSeconds(3));
    }

    /**
     * For tests.
     *
     * @param patience how long a lock is waited for; who comes later waits behind
     */
    OldMonths(Connecting connecting, Months months, Duration patience) {
        this.connecting = connecting;
        this.months = months;
        this.patience = patience;
    }

    /** Has it done on a thread of its own, where that was not done of late. */
    void look(Instant now) {
        boolean isLate = lookedAt.plus(REST).isBefore(now) || now.isBefore(lookedAt);
        if (!isClosed && isLate && isBusy.compareAndSet(false, true)) {
            Thread.ofPlatform().name("holdpoint-months").daemon().start(() -> {
                try {
                    lookedAt = letGo(now) ? now : lookedAt;
                } catch (RuntimeException failure) {
                    LOG.log(Level.INFO, "what is kept by months is looked at again later: {0}", failure.getMessage());
                } finally {
                    isBusy.set(false);
                }
            });
        }
    }

    /**
     * Makes the months that come, and lets go of those that are not needed; what fails is left to the next time. {@code false}
     * where somebody else is at it.
     */
    boolean letGo(Instant now) {
        try (Sql sql = connecting.connectToWork()) {
            working = sql;
            if (sql.number(ALONE) == 0) {
                return false;
            }
            months.make(sql, now);
            sql.execute("SET lock_timeout = '" + patience.toMillis() + "ms'; SET statement_timeout = '40s'");
            for (Month month : read(sql, PARTITIONS.formatted(""))) {
                LOG.log(Level.INFO, "{0} was being detached: this is gone on with", month.name());
                sql.execute("ALTER TABLE " + month.table() + " DETACH PARTITION " + month.name() + " FINALIZE");
            }
            for (Month month : read(sql, DETACHED)) {
                end(sql, month, now);
            }
            for (Month month : read(sql, PARTITIONS.formatted("NOT"))) {
                if (!isNeeded(sql, month, now)) {
                    sql.execute("ALTER TABLE " + month.table() + " DETACH PARTITION " + month.name() + " CONCURRENTLY");
                    end(sql, month, now);
                }
            }
            return true;
        } finally {
            working = null;
        }
    }

    void close() {
        isClosed = true;
        Sql ended = working;
        if (ended != null) {
            try {
                ended.abort();
            } catch (SqlFailure closedAlready) {
                LOG.log(Level.DEBUG, "not ended: {0}", closedAlready.getMessage());
            }
        }
    }

    private void end(Sql sql, Month month, Instant now) {
        if (isNeeded(sql, month, now)) {
            sql.execute(month.attaching());
        } else {
            sql.execute("DROP TABLE IF EXISTS " + month.name());
            LOG.log(Level.INFO, "{0} is gone: nothing that is kept was of it", month.name());
        }
    }

    private static List<Month> read(Sql sql, String statement) {
        return sql.texts(statement).stream()
                .flatMap(name -> Month.parse(name).stream())
                .toList();
    }

    private static boolean isNeeded(Sql sql, Month month, Instant now) {
        String column = month.table().column();
        String needing =
                "SELECT count(*) FROM (SELECT 1 FROM state WHERE " + column + " >= ? AND " + column + " < ? LIMIT 1) n";
        return month.end().plus(MARGIN).isAfter(now) || sql.number(needing, month.begin(), month.end()) > 0;
    }
}
