package dev.holdpoint.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.StoreKind;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays random sequences into each store and a plain model in lock-step, and compares every answer. */
class DifferentialTest {

    private static final int ROUNDS = Integer.getInteger("differential.rounds", 60);
    /** Set it to play a round again that failed. */
    private static final Long SEED = Long.getLong("differential.seed");

    private static final int STEPS = 120;
    private static final int STEPS_OF_ALL_KINDS = 15;
    /** The first of them change something. */
    private static final int CHANGES = 10;

    private static final Scope ALL = new Scope.Everything();
    private static final Retention RETENTION = new Retention(Duration.ofMinutes(20), Duration.ofMinutes(10));
    private static final List<Caller> CALLERS =
            List.of(StoreContract.NOBODY, StoreContract.NOBODY, StoreContract.ANNA, StoreContract.STRANGER);
    private static final List<String> PATTERNS = List.of("s*", "s1", "s1*", "s2", "t*");
    private static final List<String> TYPES = List.of("question", "permission", "plan-approval");

    private static final List<String> RESPONSES = List.of(
            "\"\\u0000\ud83d\ude00\"",
            "{\"behavior\":\"allow\"}",
            "{\"behavior\":\"deny\"}",
            "{\"approved\":true}",
            "{\"approved\":false}");

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    /** What is asked of the model, and of a store; the answers are to be equal. */
    private record Step(Function<Oracle, ?> expected, Function<StoreEngine, Uni<?>> actual) {}

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void theStoreAnswersAsTheModelDoes(StoreKind kind) {
        if (SEED != null) {
            play(kind, SEED);
            return;
        }
        long first = System.nanoTime();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            play(kind, seed);
        }
    }

    /** Reopening ends the waits of the process before, which the model does not know: such rounds hold for no time. */
    private void play(StoreKind kind, long seed) {
        var random = new Random(seed);
        boolean isReopened = kind != StoreKind.MEMORY && random.nextBoolean();
        Path own = folder.resolve(Long.toString(seed));
        var model = new Oracle(clock);
        StoreEngine store = kind.open(own, clock);
        var ids = new ArrayList<InteractionId>();
        Instant start = clock.instant();
        for (int number = 0; number < STEPS; number++) {
            if (isReopened && random.nextInt(25) == 0) {
                store.close();
                store = kind.open(own, clock);
            }
            clock.advance(Duration.ofMillis(random.nextInt(10) == 0 ? 400_000 : random.nextInt(5_000)));
            int holds = isReopened ? 1 : 10;
            String place = "-Ddifferential.seed=" + seed + ", step " + number;
            if (random.nextInt(5) == 0) {
                burst(random, () -> step(random, random.nextInt(CHANGES), ids, start, holds), model, store, place);
                continue;
            }
            Step step = step(random, random.nextInt(STEPS_OF_ALL_KINDS), ids, start, holds);
            Object expected = step.expected().apply(model);
            assertThat(get(step.actual().apply(store))).as(place).isEqualTo(expected);
        }
        store.close();
    }

    /** Several that change something and do not wait for each other, so that one transaction carries them out. */
    private static void burst(Random random, Supplier<Step> steps, Oracle model, StoreEngine store, String place) {
        var expected = new ArrayList<Object>();
        var actual = new ArrayList<CompletionStage<?>>();
        for (int left = 2 + random.nextInt(12); left > 0; left--) {
            Step step = steps.get();
            expected.add(step.expected().apply(model));
            actual.add(step.actual().apply(store).subscribeAsCompletionStage());
        }
        assertThat(actual.stream().<Object>map(told -> get(Uni.createFrom().completionStage(told))))
                .as(place)
                .containsExactlyElementsOf(expected);
    }

    private static Object get(Uni<?> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private Step step(Random random, int kind, List<InteractionId> ids, Instant start, int holds) {
        Caller caller = random.nextInt(3) == 0 ? caller(random) : CALLERS.get(random.nextInt(CALLERS.size()));
        String session = "s" + random.nextInt(3);
        var id = ids.isEmpty() || random.nextInt(20) == 0
                ? new InteractionId(new UUID(random.nextLong(), random.nextLong()))
                : ids.get(random.nextInt(ids.size()));
        var key = random.nextInt(3) == 0 ? new Idempotency("k" + random.nextInt(5), "f" + random.nextInt(2)) : null;
        var filter = random.nextBoolean() ? Filter.ALL : new Filter(Set.of(new SessionId(session)), Set.of());
        Scope scope = random.nextBoolean() ? ALL : caller.scope();
        Predicate<Interaction> wanted = interaction -> (scope == ALL || Oracle.sees(caller, interaction))
                && (filter == Filter.ALL || interaction.ask().session().value().equals(session));
        int limit = 1 + random.nextInt(10);
        long number = random.nextInt(60);
        return switch (kind) {
            case 0, 1, 2 -> {
                var awaited = Duration.ofSeconds(random.nextInt(holds));
                var asked =
                        asks(random, session).made(key, awaited, new PendingLimits(5, random.nextInt(3) == 0 ? 8 : 0));
                ids.add(asked.id());
                yield new Step(model -> model.create(caller, asked), store -> store.create(caller, asked));
            }
            case 3, 4, 5 -> {
                var guard = random.nextInt(4) == 0 ? new SessionId(session) : null;
                CheckResult result = random.nextInt(5) == 0
                        ? new CheckResult.Violated(List.of(new Violation("/x", "wrong")))
                        : CheckResult.passed();
                var attempt = new CheckedAttempt(new Attempt(id, decision(random), guard, key), result);
                yield new Step(model -> model.settle(caller, attempt), store -> store.settle(caller, attempt));
            }
            case 6 -> {
                var hold = new Hold("p" + random.nextInt(2), Duration.ofSeconds(random.nextInt(holds)));
                yield new Step(model -> model.hold(id, hold), store -> store.hold(id, () -> hold));
            }
            case 7 -> {
                var removed = new SessionId(session);
                yield new Step(
                        model -> model.cancelSession(caller, removed, "removed"),
                        store -> store.cancelSession(caller, removed, "removed"));
            }
            case 8 -> new Step(model -> model.expire(limit), store -> store.expire(limit));
            case 9 -> new Step(model -> model.purge(RETENTION, limit), store -> store.purge(RETENTION, limit));
            case 10 ->
                new Step(
                        model -> model.snapshot(wanted),
                        store -> store.snapshot(scope, filter)
                                .map(snapshot -> List.of(snapshot.number(), snapshot.pending())));
            case 11 ->
                new Step(
                        model -> model.after(number, wanted, limit),
                        store -> store.after(number, scope, filter, limit, 1 << 20));
            case 12 -> {
                Order order = Wanted.any(List.of(Order.values()), random);
                Wanted sought = Wanted.random(random, start);
                Position after = random.nextBoolean() ? null : position(order, number, random, start);
                var query = new ListQuery(sought.criteria().with(filter), order, limit, after);
                yield new Step(
                        model -> model.list(wanted.and(sought.passes()), order, after, limit),
                        store -> store.list(scope, query).map(page -> List.of(page.items(), page.next())));
            }
            case 13 ->
                new Step(
                        model -> model.find(id, scope == ALL ? seen -> true : seen -> Oracle.sees(caller, seen)),
                        store -> store.find(scope, id));
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> counts();
                    case 1 -> timeline(scope == ALL ? seen -> true : seen -> Oracle.sees(caller, seen), scope, start);
                    default -> countsOfKept(caller, session);
                };
        };
    }

    private static Position position(Order order, long number, Random random, Instant start) {
        return new Position(number, order == Order.DECIDED ? start.plusMillis(random.nextInt(800_000)) : null);
    }

    /** Somebody who may anything, of any family, with any limits. */
    private static Caller caller(Random random) {
        Permission[] permissions = Stream.of(Permission.values())
                .filter(permission -> random.nextInt(3) == 0)
                .toArray(Permission[]::new);
        Set<SessionPattern> sessions = random.nextBoolean()
                ? Set.of()
                : Set.of(new SessionPattern(Wanted.any(PATTERNS, random)), new SessionPattern("s0"));
        Set<InteractionType> types =
                random.nextBoolean() ? Set.of() : Set.of(new InteractionType(Wanted.any(TYPES, random)));
        var grant = new Grant(Set.of(permissions), new Limits(sessions, types), random.nextBoolean());
        String id = Integer.toString(random.nextInt(4));
        return random.nextInt(4) == 0
                ? new Caller(Tenant.DEFAULT, null, null, grant)
                : Callers.token(id, id.equals("3") ? "2" : id, grant);
    }

    /** Who is limited to a session is told of what is kept there. */
    private static Step countsOfKept(Caller caller, String session) {
        var limited = new Caller(
                caller.tenant(),
                caller.identity(),
                caller.family(),
                Callers.grant(Callers.sessions(session), Permission.READ));
        return new Step(
                model -> model.counts(seen -> Oracle.sees(limited, seen)),
                store -> store.statistics(limited.scope()).map(statistics -> {
                    var told = new TreeMap<String, List<Long>>();
                    statistics
                            .types()
                            .forEach((type, tally) ->
                                    told.put(type, List.of(tally.requested(), tally.requested() - tally.pending())));
                    return told;
                }));
    }

    private Step timeline(Predicate<Interaction> wanted, Scope scope, Instant start) {
        Duration step = Duration.ofMinutes(1);
        var span = new Timeline.Span(start, clock.instant().plusMillis(1), step);
        return new Step(
                model -> model.timeline(wanted, start, step, span.buckets()),
                store -> store.timeline(scope, span)
                        .map(timeline -> timeline.buckets().stream()
                                .map(bucket -> List.of(
                                        bucket.tally().requested(),
                                        bucket.tally().requested()
                                                - bucket.tally().pending()))
                                .toList()));
    }

    private static Step counts() {
        return new Step(
                Oracle::counts,
                store -> Uni.combine()
                        .all()
                        .unis(CALLERS.stream()
                                .map(caller -> store.statistics(caller.scope())
                                        .map(statistics -> named(caller, statistics.types())))
                                .toList())
                        .with(all -> {
                            var told = new TreeMap<String, List<Long>>();
                            all.forEach(some -> ((Map<?, ?>) some).forEach((name, tally) -> {
                                var counted = (Tally) tally;
                                told.put(
                                        (String) name,
                                        List.of(
                                                counted.requested(),
                                                counted.resolved(),
                                                counted.rejected(),
                                                counted.expired(),
                                                counted.cancelled()));
                            }));
                            return told;
                        }));
    }

    private static Map<String, Tally> named(Caller caller, Map<String, Tally> types) {
        var named = new TreeMap<String, Tally>();
        types.forEach((type, tally) -> named.put(caller.tenant() + " " + type, tally));
        return named;
    }

    private static Asks asks(Random random, String session) {
        OnExpiry onExpiry = switch (random.nextInt(3)) {
            case 0 -> new OnExpiry.Resolve(new Json("1e9"));
            case 1 -> new OnExpiry.Reject("late \ud83d\ude00");
            default -> null;
        };
        return Asks.any()
                .in(session)
                .ofType(Wanted.any(TYPES, random))
                .saying(new Json("{\"n\":[1.0,\"to " + Wanted.WORDS.get(random.nextInt(4)) + " 7\"]}"))
                .within(Duration.ofMillis(100 + random.nextInt(60_000)))
                .otherwise(onExpiry)
                .leased(random.nextBoolean() ? Duration.ofSeconds(random.nextInt(5)) : null)
                .separate(random.nextInt(4) == 0 ? Separation.YES : Separation.NO);
    }

    private static Decision decision(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Decision.Resolve(new Json(RESPONSES.get(random.nextInt(RESPONSES.size()))), null);
            case 1 -> new Decision.Reject("no " + Wanted.WORDS.get(random.nextInt(4)));
            case 2 -> new Decision.Abandon();
            default -> new Decision.Cancel(null);
        };
    }
}
