package dev.holdpoint.store;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.StoreKind;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What every store promises; each theme is a class of its own. */
@OnEveryStore
abstract class StoreContract {

    static final Duration LONG = Duration.ofSeconds(30);
    static final Scope ALL = new Scope.Everything();
    static final SessionId SESSION = new SessionId("session");
    static final Caller NOBODY = Caller.ANONYMOUS;
    static final Caller ANNA = Callers.ANNA;
    static final Caller BOT = Callers.token("1", "1", Grant.EVERYTHING);
    static final Caller STRANGER = Callers.STRANGER;

    final FakeClock clock = new FakeClock();
    final ConcurrentLinkedQueue<InteractionEvent> told = new ConcurrentLinkedQueue<>();

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    StoreEngine store;

    @BeforeEach
    void openStore() {
        store = kind.open(folder, clock);
        store.subscribe((events, isOwn) -> told.addAll(events));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    Interaction create(Asks asks) {
        return create(asks.made());
    }

    Interaction create(NewInteraction asked) {
        return made(asked).interaction();
    }

    CreateResult.Made made(NewInteraction asked) {
        return (CreateResult.Made) get(store.create(NOBODY, asked));
    }

    SettleResult settle(InteractionId id, Decision decision) {
        return get(store.settle(NOBODY, Asks.settle(id, decision)));
    }

    Interaction found(InteractionId id) {
        return get(store.find(ALL, id)).orElseThrow();
    }

    Settlement settlement(Interaction interaction) {
        return Objects.requireNonNull(found(interaction.id()).settlement());
    }

    EventPage.Piece log(long after) {
        return (EventPage.Piece) get(store.after(after, ALL, Filter.ALL, 1_000, 1 << 20));
    }

    static ListQuery query(Order order, int limit, Position after) {
        return new ListQuery(Criteria.ALL.with(Status.PENDING), order, limit, after);
    }

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
