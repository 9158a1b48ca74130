package dev.holdpoint.store.sql;

import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Requirement;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.store.StoreEngine;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps interactions in a database: one writer, readers beside it. Thread-safe. */
public final class SqlStore implements StoreEngine {

    private final Dialect dialect;
    private final Writer writer;
    private final Readers readers;
    private final Runnable onClosed;

    private SqlStore(Dialect dialect, Writer writer, Readers readers, Runnable onClosed) {
        this.dialect = dialect;
        this.writer = writer;
        this.readers = readers;
        this.onClosed = onClosed;
    }

    /**
     * Begins to write and to read.
     *
     * @param sql a connection to a database that is up to date, for the writer from now on
     * @param readers how many connections read at once
     * @param onClosed runs once nothing is open any more
     */
    public static SqlStore start(
            Dialect dialect,
            Sql sql,
            WriterSettings settings,
            int readers,
            InstantSource clock,
            StoreObserver observer,
            Runnable onClosed) {
        var unreadable = new Unreadable(observer);
        var writer = new Writer(settings, dialect, sql, clock, observer, unreadable);
        writer.start();
        return new SqlStore(dialect, writer, new Readers(dialect, readers), onClosed);
    }

    /** For tests. */
    Dialect dialect() {
        return dialect;
    }

    @Override
    public int queued() {
        return writer.queued();
    }

    @Override
    public void subscribe(Consumer<List<InteractionEvent>> listener) {
        writer.subscribe(listener);
    }

    @Override
    public Uni<CreateResult> create(Caller caller, NewInteraction asked) {
        return writer.submit(asked.ask().size(), tables -> Procedures.create(tables, caller, asked));
    }

    @Override
    public Uni<SettleResult> settle(Caller caller, CheckedAttempt attempt) {
        return writer.submit(attempt.attempt().size(), tables -> Procedures.settle(tables, caller, attempt));
    }

    @Override
    public Uni<Optional<Held>> hold(InteractionId id, Supplier<Hold> hold) {
        return writer.submitOwn(tables -> Procedures.hold(tables, id, hold));
    }

    @Override
    public Uni<Integer> cancelSession(Caller caller, SessionId session, String reason) {
        return writer.submit(0, tables -> Procedures.cancelSession(tables, caller, session, reason));
    }

    @Override
    public Uni<Sweep> expire(int limit) {
        return writer.submitOwn(tables -> Procedures.expire(tables, limit));
    }

    @Override
    public Uni<Integer> purge(Retention retention, int limit) {
        return writer.submitOwn(tables -> LogQueries.purge(tables.sql(), retention, limit, tables.now()));
    }

    @Override
    public Uni<Optional<Interaction>> find(Scope scope, InteractionId id) {
        return readers.readOne(sql -> Queries.find(sql, scope, id));
    }

    @Override
    public Uni<Optional<Idempotency>> findKey(Caller caller, String key) {
        return readers.readOne(sql -> Queries.findKey(sql, caller, key));
    }

    @Override
    public Uni<Optional<Requirement>> requirement(InteractionId id) {
        return readers.readOne(sql -> Queries.requirement(sql, id));
    }

    @Override
    public Uni<Page> list(Scope scope, ListQuery query) {
        return readers.readOne(sql -> Queries.page(sql, scope, query));
    }

    @Override
    public Uni<Snapshot> snapshot(Scope scope, Filter filter) {
        return readers.read(sql -> Queries.snapshot(sql, scope, filter));
    }

    @Override
    public Uni<EventPage> after(long number, Scope scope, Filter filter, int limit, int maxSize) {
        return readers.read(sql -> LogQueries.after(sql, number, scope, filter, limit, maxSize));
    }

    @Override
    public Uni<Statistics> statistics(Scope scope) {
        return readers.read(sql -> Counting.statistics(sql, scope));
    }

    @Override
    public Uni<Timeline> timeline(Scope scope, Timeline.Span span) {
        return readers.read(sql -> Counting.timeline(sql, scope, span));
    }

    @Override
    public boolean isAvailable() {
        return writer.isAvailable();
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        onClosed.run();
    }
}
