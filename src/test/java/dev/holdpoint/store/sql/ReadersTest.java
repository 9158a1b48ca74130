package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.Gate;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads beside whom: nobody waits long behind a long question, and what is quick never does. */
class ReadersTest {

    private static final Scope ALL = new Scope.Everything();
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeClock clock = new FakeClock();

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private Readers readers;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, clock);
        readers = new Readers(database, "reader", 1);
    }

    @AfterEach
    void close() {
        database.heal();
        readers.close();
    }

    @Test
    void longQuestionsTakeTurns() {
        // Given: the only reader is busy until all have asked
        var order = new CopyOnWriteArrayList<String>();
        var gate = new Gate();
        var busy = readers.readOne(sql -> pass(gate)).subscribeAsCompletionStage();
        gate.awaitArrival();

        // When
        var one = readers.inTurns(() -> turns("one", 3, order)).subscribeAsCompletionStage();
        var two = readers.inTurns(() -> turns("two", 2, order)).subscribeAsCompletionStage();
        var short1 = readers.readOne(sql -> order.add("short")).subscribeAsCompletionStage();
        gate.open();

        // Then
        for (CompletableFuture<?> each : List.of(busy, one, two, short1)) {
            assertThat(each).succeedsWithin(LONG);
        }
        assertThat(order).containsExactly("one", "two", "short", "one", "two", "one");
        assertThat(one).isCompletedWithValue("one");
    }

    @Test
    void aQuestionThatNobodyWaitsForAnyMoreIsAskedNoFurther() {
        var order = new CopyOnWriteArrayList<String>();
        var gate = new Gate();
        var busy = readers.readOne(sql -> pass(gate)).subscribeAsCompletionStage();
        gate.awaitArrival();
        var left =
                readers.inTurns(() -> turns("left", 1_000, order)).subscribe().with(told -> {});

        left.cancel();
        gate.open();

        assertThat(busy).succeedsWithin(LONG);
        assertThat(readers.readOne(sql -> 1).subscribeAsCompletionStage()).succeedsWithin(LONG);
        assertThat(readers.readOne(sql -> 1).subscribeAsCompletionStage()).succeedsWithin(LONG);
        assertThat(order).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aTurnThatFailsEndsTheQuestion() {
        var turns = new AtomicInteger();
        var failed = readers.inTurns(() -> sql -> {
                    if (turns.incrementAndGet() == 3) {
                        throw new SqlFailure(new SQLException("the disk is gone"));
                    }
                    return Optional.empty();
                })
                .subscribeAsCompletionStage();

        assertThat(failed).failsWithin(LONG).withThrowableThat().withMessageContaining("the disk is gone");
        assertThat(turns).hasValue(3);
        assertThat(database.connections()).isZero();
    }

    /** All that read at length stand still. */
    @Test
    void whatIsQuickWaitsForNothingThatIsLong() {
        var store = SqlStore.start(
                database, database.open(), new WriterSettings(100, 1 << 20), 1, clock, StoreObserver.NONE, () -> {});
        Interaction asked = ((CreateResult.Made)
                        store.create(Caller.ANONYMOUS, Asks.any().made())
                                .await()
                                .atMost(LONG))
                .interaction();
        var gate = new Gate();
        database.before("OFFSET", Happening.once(gate::pass));
        var query = new ListQuery(Criteria.ALL, Order.OLDEST, 10, null);
        var list = store.list(ALL, query).subscribeAsCompletionStage();
        gate.awaitArrival();

        assertThat(store.find(ALL, asked.id()).await().atMost(LONG)).contains(asked);
        assertThat(store.requirement(asked.id()).await().atMost(LONG)).isPresent();
        assertThat(store.after(0, ALL, Filter.ALL, 10, 1 << 20).await().atMost(LONG))
                .isNotNull();
        assertThat(list).isNotDone();

        gate.open();
        assertThat(list).succeedsWithin(LONG);
        store.close();
    }

    private static int pass(Gate gate) {
        gate.pass();
        return 0;
    }

    private static Readers.Turns<String> turns(String name, int count, List<String> order) {
        var left = new AtomicInteger(count);
        return sql -> {
            order.add(name);
            return left.decrementAndGet() == 0 ? Optional.of(name) : Optional.empty();
        };
    }
}
