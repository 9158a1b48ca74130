package dev.holdpoint.testing;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.store.StoreEngine;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder with something of everything in it: purged, settled in every way, pending, of several tenants, a credential. */
public final class FilledStore {

    /** How many are left of what was asked, and are pending. */
    public static final int INTERACTIONS = 7;

    public static final int PENDING = 2;

    private FilledStore() {}

    /** Makes it; nobody uses it then. */
    public static List<Interaction> in(Path folder) {
        FirstToken.in(folder);
        var clock = new FakeClock();
        var asked = new ArrayList<Interaction>();
        try (StoreEngine store = StoreKind.SQLITE.open(folder, clock)) {
            Interaction purged = ask(store, Caller.ANONYMOUS, Asks.any().made());
            settle(store, Caller.ANONYMOUS, purged, Asks.YES);
            clock.advance(Duration.ofDays(40));
            asked.add(ask(
                    store,
                    Callers.ANNA,
                    Asks.any().saying(new Json("[\"größer\"]")).made()));
            settle(store, Caller.ANONYMOUS, asked.getLast(), new Decision.Resolve(new Json("[1]"), "größer"));
            asked.add(ask(store, Callers.STRANGER, Asks.any().in("other").made()));
            settle(store, Callers.STRANGER, asked.getLast(), Asks.NO);
            clock.advance(Duration.ofDays(25));
            asked.add(ask(
                    store,
                    Caller.ANONYMOUS,
                    Asks.any().otherwise(new OnExpiry.Resolve(new Json("[1]"))).made()));
            asked.add(ask(
                    store,
                    Caller.ANONYMOUS,
                    Asks.any().otherwise(new OnExpiry.Reject("late")).made()));
            asked.add(ask(store, Caller.ANONYMOUS, Asks.any().in("gone").made()));
            get(store.cancelSession(Caller.ANONYMOUS, new SessionId("gone"), "over"));
            clock.advance(Duration.ofMinutes(5));
            get(store.expire(100));
            get(store.purge(new Retention(Duration.ofDays(60), Duration.ofDays(1)), 100));
            asked.add(ask(
                    store,
                    Caller.ANONYMOUS,
                    Asks.any().schema(new Json("{\"type\":\"object\"}")).made()));
            asked.add(ask(
                    store,
                    Caller.ANONYMOUS,
                    Asks.any()
                            .leased(Duration.ofHours(1))
                            .within(Duration.ofDays(9))
                            .made(null, Duration.ofMinutes(5), 100)));
        }
        return asked;
    }

    private static Interaction ask(StoreEngine store, Caller caller, NewInteraction what) {
        return ((CreateResult.Made) get(store.create(caller, what))).interaction();
    }

    private static void settle(StoreEngine store, Caller caller, Interaction asked, Decision decision) {
        if (!(get(store.settle(caller, Asks.settle(asked.id(), decision))) instanceof SettleResult.Won)) {
            throw new AssertionError("somebody was quicker");
        }
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
