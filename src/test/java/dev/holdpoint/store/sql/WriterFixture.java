package dev.holdpoint.store.sql;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A writer over a database that fails where it is told to. What is submitted before it is started is one batch. */
abstract class WriterFixture {

    static final Caller NOBODY = Caller.ANONYMOUS;
    static final Duration LONG = Duration.ofSeconds(30);
    static final WriterSettings SETTINGS = new WriterSettings(4, 1_000);

    final FakeClock clock = new FakeClock();
    final List<InteractionEvent> told = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    FaultyDatabase database;
    Writer writer;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, clock);
        writer = writer(this::onCommit);
        writer.news().subscribe((events, isOwn) -> told.addAll(events));
    }

    @AfterEach
    void close() {
        database.heal();
        writer.close();
    }

    Writer writer(StoreObserver observer) {
        return new Writer(SETTINGS, database, database.open(), clock, observer, new Unreadable(observer));
    }

    void onCommit(int operations, Duration commit) {
        batches.add(operations);
    }

    static Function<SqlTables, CreateResult> creating(NewInteraction asked) {
        return tables -> Procedures.create(tables, NOBODY, asked);
    }

    static Function<SqlTables, SettleResult> settling(InteractionId id, Decision decision) {
        return tables -> Procedures.settle(tables, NOBODY, Asks.settle(id, decision));
    }

    /** Records an event, and fails then. */
    static Function<SqlTables, CreateResult> failingLate(Throwable failure) {
        return tables -> {
            Procedures.create(tables, NOBODY, Asks.any().made());
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    <T> CompletableFuture<T> submit(Function<SqlTables, T> work) {
        return writer.submit(0, work).subscribeAsCompletionStage();
    }

    Interaction ask() {
        return made(get(submit(creating(Asks.any().made()))));
    }

    /** What is in the database, whatever the writer believes. */
    List<InteractionEvent> log() {
        try (Sql sql = database.openReader()) {
            return LogQueries.allAfter(sql, 0, new Unreadable(StoreObserver.NONE));
        }
    }

    static Interaction made(CreateResult result) {
        return ((CreateResult.Made) result).interaction();
    }

    static <T> T get(CompletableFuture<T> future) {
        return Uni.createFrom().completionStage(future).await().atMost(LONG);
    }
}
