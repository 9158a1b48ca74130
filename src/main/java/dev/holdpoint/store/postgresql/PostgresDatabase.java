package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.StoreSize;
import dev.holdpoint.store.sql.Dialect;
import dev.holdpoint.store.sql.Others;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, which the writers of all replicas use one after the other: each transaction begins with one lock, so that
 * events get their numbers in the order in which they become visible. What limits its time stands in the transaction, where
 * neither a pooler nor a process that stands still loses it. There, too, stands that rows are found by indexes, one after the
 * other: whatever is asked stops early, and the planner would rather read a month. Thread-safe.
 */
final class PostgresDatabase implements Dialect {

    /** Ours among the locks of a database; the other half tells schemas of it apart. */
    static final int LOCK = 0x686f6c64;

    static final String SHORTLY = "SELECT 1 FROM set_config('idle_in_transaction_session_timeout', '2s', true) i,"
            + " set_config('statement_timeout', '4s', true) s, set_config('lock_timeout', '4s', true) l,"
            + " set_config('enable_seqscan', 'off', true) q, set_config('enable_bitmapscan', 'off', true) b,"
            + " set_config('enable_hashjoin', 'off', true) h, set_config('enable_mergejoin', 'off', true) m,"
            + " set_config('enable_material', 'off', true) t, set_config('join_collapse_limit', '1', true) c,"
            + " set_config('max_parallel_workers_per_gather', '0', true) p, set_config('jit', 'off', true) j;\n";
    static final String LOCKED = "SELECT 1 FROM pg_advisory_xact_lock(" + LOCK + ", hashtext(current_schema()));\n";
    private static final String BEGIN = "BEGIN;\n" + SHORTLY + LOCKED + """
            SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint,
              (SELECT greatest((SELECT max(number) FROM event), max(purged_through)) FROM log_state)""";

    /** A settlement may be the first two, and is to be answered within 5 s; a turn is ended by its own limit before. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(3_500), Duration.ofMillis(1_200), Duration.ofMillis(4_400));

    private static final String DATA_ERROR = "22";
    private static final String CONSTRAINT = "23";
    private static final String TOO_LARGE = "54";

    /** A check failed; the only ones that there are say in which month what is large stands. */
    private static final String NO_MONTH = "23514";

    private final Connecting connecting;
    private final Replicas replicas;
    private final Months months;
    private final OldMonths oldMonths;
    private final DatabaseClock clock;
    private final @Nullable InstantSource other;

    // Touched by the writer's thread only.
    private long changes;
    private boolean isMarked;

    /**
     * @param other the clock of a test, in place of the database's
     */
    PostgresDatabase(
            Connecting connecting,
            Replicas replicas,
            Months months,
            OldMonths oldMonths,
            DatabaseClock clock,
            @Nullable InstantSource other) {
        this.connecting = connecting;
        this.replicas = replicas;
        this.months = months;
        this.oldMonths = oldMonths;
        this.clock = clock;
        this.other = other;
    }

    @Override
    public Sql open() {
        return connecting.connect();
    }

    @Override
    public Sql openReader() {
        return connecting.connect();
    }

    @Override
    public Beginning begin(Sql sql, InstantSource ofThisProcess) {
        Beginning beginning = begin(sql);
        if (!months.areMade(beginning.clock().instant())) {
            sql.update("ROLLBACK");
            months.make(sql, beginning.clock().instant());
            beginning = begin(sql);
        }
        replicas.onBegin(beginning.clock().instant());
        changes = sql.changes();
        return beginning;
    }

    private Beginning begin(Sql sql) {
        long[] told = sql.together(BEGIN).orElseThrow();
        Instant now = Instant.ofEpochMilli(told[0]);
        clock.set(now);
        return new Beginning(other == null ? InstantSource.fixed(now) : other, told[1]);
    }

    @Override
    public boolean keepsByMonth() {
        return true;
    }

    @Override
    public void onPurged(Instant now) {
        oldMonths.look(now);
    }

    @Override
    public void commit(Sql sql, boolean hasEvents) {
        isMarked = sql.changes() > changes;
        if (isMarked) {
            replicas.commit(sql, hasEvents);
        } else {
            sql.update("COMMIT");
        }
    }

    /** Asked under the lock, which the transaction held until its fate was decided. */
    @Override
    public Fate fate(Sql sql, boolean isCommitting) {
        if (!isCommitting) {
            return Fate.NOT_KEPT;
        }
        if (!isMarked) {
            return Fate.KEPT; // nothing was to be kept
        }
        sql.together(BEGIN);
        boolean isKept = replicas.isLastKept(sql);
        sql.update("ROLLBACK");
        return isKept ? Fate.KEPT : Fate.NOT_KEPT;
    }

    @Override
    public Optional<Patience> patience() {
        return Optional.of(PATIENCE);
    }

    /** Within a transaction, results come in pieces. */
    @Override
    public void beginReading(Sql sql) {
        setAutoCommit(sql, false);
        sql.together("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n" + SHORTLY);
    }

    @Override
    public void endReading(Sql sql) {
        sql.update("COMMIT");
        setAutoCommit(sql, true);
    }

    @Override
    public Optional<Others> others() {
        return Optional.of(replicas);
    }

    @Override
    public boolean isOfStatement(SQLException failure) {
        String state = failure.getSQLState();
        if (NO_MONTH.equals(state)) {
            months.forget();
        }
        return state != null
                && (state.startsWith(DATA_ERROR) || state.startsWith(CONSTRAINT) || state.startsWith(TOO_LARGE));
    }

    /** How much room there is, is for who runs the database to know. */
    @Override
    public boolean isFull(SQLException failure) {
        return false;
    }

    @Override
    public boolean hasRoomForAsk(Sql sql, long bytes, LongSupplier pending) {
        return true;
    }

    @Override
    public StoreSize size(Sql sql) {
        return new StoreSize(sql.number("SELECT pg_database_size(current_database())"), null);
    }

    @Override
    public void probe(Sql sql) {
        begin(sql, clock);
        replicas.commit(sql, false);
    }

    @Override
    public void leave(Sql sql) {
        Beginning beginning = begin(sql, clock);
        replicas.leave(sql, beginning.clock().instant());
    }

    private static void setAutoCommit(Sql sql, boolean value) {
        try {
            sql.connection().setAutoCommit(value);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
