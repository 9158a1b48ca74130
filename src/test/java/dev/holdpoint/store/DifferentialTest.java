package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Store;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.memory.MemoryStore;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.store.sqlite.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays random sequences into the memory store and the SQLite store in lock-step and compares every answer. */
class DifferentialTest {

    private static final int ROUNDS = Integer.getInteger("differential.rounds", 60);
    private static final int STEPS = 120;
    private static final Retention RETENTION = new Retention(Duration.ofMinutes(20), Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    @Test
    void bothStoresGiveTheSameAnswers() {
        long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            boolean isReopened = round % 2 == 0;
            play(
                    new Random(seed + round),
                    folder.resolve(Integer.toString(round)),
                    isReopened,
                    "seed " + (seed + round));
        }
    }

    /** Reopening ends the waits of the process before, which the model does not know: such rounds hold for no time. */
    private void play(Random random, Path own, boolean isReopened, String name) {
        Store model = new MemoryStore(clock);
        Store store = open(own);
        var ids = new ArrayList<InteractionId>();
        Instant start = clock.instant();
        for (int step = 0; step < STEPS; step++) {
            if (isReopened && random.nextInt(25) == 0) {
                store.close();
                store = open(own);
            }
            clock.advance(Duration.ofMillis(random.nextInt(10) == 0 ? 400_000 : random.nextInt(5_000)));
            Function<Store, Uni<?>> operation = operation(random, ids, start, isReopened ? 1 : 10);
            Object expected = operation.apply(model).await().atMost(Duration.ofSeconds(30));
            Object actual = operation.apply(store).await().atMost(Duration.ofSeconds(30));
            assertThat(actual).as("%s, step %d", name, step).isEqualTo(expected);
        }
        store.close();
    }

    private Store open(Path own) {
        return SqliteStore.open(SqliteSettings.of(own), clock, StoreObserver.NONE);
    }

    private Function<Store, Uni<?>> operation(Random random, List<InteractionId> ids, Instant start, int holds) {
        String session = "s" + random.nextInt(3);
        var id = ids.isEmpty() || random.nextInt(20) == 0
                ? new InteractionId(new UUID(random.nextLong(), random.nextLong()))
                : ids.get(random.nextInt(ids.size()));
        var key = random.nextInt(3) == 0 ? new Idempotency("k" + random.nextInt(5), "f" + random.nextInt(2)) : null;
        var filter = random.nextBoolean() ? Filter.ALL : new Filter(Set.of(new SessionId(session)), Set.of());
        int limit = 1 + random.nextInt(10);
        long number = random.nextInt(60);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                var asked = asks(random, session).made(key, Duration.ZERO, 5);
                ids.add(asked.id());
                yield store -> store.create(asked);
            }
            case 3, 4, 5 -> {
                var guard = random.nextInt(4) == 0 ? new SessionId(session) : null;
                var command = new SettleCommand(id, decision(random), guard, key);
                yield store -> store.settle(command);
            }
            case 6 -> {
                var heldFor = Duration.ofSeconds(random.nextInt(holds));
                yield store -> store.hold(id, () -> heldFor);
            }
            case 7 -> store -> store.cancelSession(new SessionId(session), "removed");
            case 8 -> store -> store.expire(limit);
            case 9 -> store -> store.purge(RETENTION, limit);
            case 10 -> store -> store.snapshot(filter);
            case 11 -> store -> store.eventsAfter(number, filter, limit, 5_000);
            case 12 -> {
                var order = random.nextBoolean() ? Order.OLDEST : Order.NEWEST;
                Set<Status> statuses = random.nextBoolean()
                        ? Set.of()
                        : Set.of(List.of(Status.values()).get(random.nextInt(5)));
                Long after = random.nextBoolean() ? null : number;
                var query = new ListQuery(filter, statuses, Set.of(), null, null, order, limit, after);
                yield store -> store.list(query);
            }
            default -> {
                var span = new Timeline.Span(start, clock.instant().plusMillis(1), Duration.ofMinutes(1));
                yield random.nextBoolean()
                        ? store -> store.timeline(span)
                        : store -> store.statistics().map(all -> all.types() + "/" + all.sessions());
            }
        };
    }

    private static Asks asks(Random random, String session) {
        OnExpiry onExpiry = switch (random.nextInt(3)) {
            case 0 -> new OnExpiry.Resolve(new Json("1e9"));
            case 1 -> new OnExpiry.Reject("late\u0000");
            default -> null;
        };
        return Asks.any()
                .in(session)
                .ofType("t" + random.nextInt(3))
                .within(Duration.ofMillis(100 + random.nextInt(60_000)))
                .otherwise(onExpiry)
                .leased(random.nextBoolean() ? Duration.ofSeconds(random.nextInt(5)) : null);
    }

    private static Decision decision(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Decision.Resolve(new Json("\"\\u0000\ud83d\ude00\""), null);
            case 1 -> new Decision.Reject("no");
            default -> new Decision.Cancel(null);
        };
    }
}
