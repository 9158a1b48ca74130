package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that somebody spoilt, or a bug: nothing waits for what cannot be read, and all else is told as ever. */
class UnreadableTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String NO_ID = "UPDATE state SET id = 'no id' WHERE sequence = 2";
    private static final String NO_PAYLOAD = "DELETE FROM payload WHERE sequence = 2";
    private static final String NO_TYPE = "UPDATE state SET type = 'No Type' WHERE sequence = 2";

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final AtomicInteger told = new AtomicInteger();
    private StoreEngine store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(SqliteSettings.of(folder), clock, new StoreObserver() {
            @Override
            public void onCommit(int operations, Duration commit) {}

            @Override
            public void onUnreadable() {
                told.incrementAndGet();
            }
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE})
    void aSweepGoesOn(String damage) {
        List<Interaction> asked = asked(damage);
        clock.advance(Duration.ofMinutes(1));

        get(store.expire(2));
        get(store.expire(2));

        assertThat(get(store.expire(2))).isEqualTo(new Sweep(0, Optional.empty()));
        for (Interaction good : List.of(asked.getFirst(), asked.getLast())) {
            assertThat(get(store.find(ALL, good.id())).orElseThrow().status()).isEqualTo(Status.EXPIRED);
        }
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE})
    void aSessionIsRemoved(String damage) {
        List<Interaction> asked = asked(damage);

        assertThat(get(store.cancelSession(NOBODY, asked.getFirst().ask().session(), "gone")))
                .isEqualTo(2);
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE})
    void listsAndTheLogShowTheRest(String damage) {
        List<Interaction> asked = asked(damage);
        var first = asked.getFirst();
        var last = asked.getLast();
        var all = new ListQuery(Criteria.ALL, Order.OLDEST, 10, null);

        assertThat(get(store.list(ALL, all)).items()).containsExactly(first, last);
        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).containsExactly(first, last);
        assertThat(((EventPage.Piece) get(store.after(0, ALL, Filter.ALL, 10, 1 << 20))).events())
                .extracting(InteractionEvent::interaction)
                .containsExactly(first, last);
        assertThat(get(store.settle(NOBODY, Asks.settle(last.id(), Asks.YES)))).isInstanceOf(SettleResult.Won.class);
        assertThat(told.get()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE, NO_PAYLOAD + " OR sequence = 3"})
    void listsOfDecisionsShowTheRest(String damage) {
        List<Interaction> asked = List.of(ask(), ask(), ask());
        for (Interaction each : asked) {
            get(store.settle(NOBODY, Asks.settle(each.id(), Asks.YES)));
            clock.advance(Duration.ofMillis(1));
        }
        try (Sql sql = new Database(SqliteSettings.of(folder)).open()) {
            sql.update(damage);
        }
        var one = new ListQuery(Criteria.ALL, Order.DECIDED, 1, null);
        var seen = new ArrayList<InteractionId>();
        for (Page page = get(store.list(ALL, one));
                ;
                page = get(store.list(ALL, one.piece(1, 1, page.next().get())))) {
            page.items().forEach(item -> seen.add(item.id()));
            if (page.next().isEmpty()) {
                break;
            }
        }

        assertThat(seen)
                .contains(asked.getFirst().id())
                .doesNotContain(asked.get(1).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE})
    void aFullSessionMakesRoomFromWhatElseIsDue(String damage) {
        List<Interaction> asked = asked(damage);
        clock.advance(Duration.ofMinutes(1));

        assertThat(get(store.create(NOBODY, Asks.any().made(null, Duration.ZERO, 3))))
                .isInstanceOf(CreateResult.Made.class);
        assertThat(get(store.find(ALL, asked.getLast().id())).orElseThrow().status())
                .isEqualTo(Status.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_ID, NO_PAYLOAD, NO_TYPE})
    void theRestIsPurged(String damage) {
        asked(damage);
        clock.advance(Duration.ofMinutes(1));
        get(store.expire(10));
        clock.advance(Duration.ofDays(3));
        var retention = new Retention(Duration.ofDays(1), Duration.ofDays(1));

        assertThat(get(store.purge(retention, 100))).isEqualTo(5 + 2);
    }

    /** Three in one session, of which the second cannot be read any more. */
    private List<Interaction> asked(String damage) {
        List<Interaction> asked = List.of(ask(), ask(), ask());
        try (Sql sql = new Database(SqliteSettings.of(folder)).open()) {
            assertThat(sql.update(damage)).isEqualTo(1);
        }
        store.close();
        open();
        return asked;
    }

    private Interaction ask() {
        return ((CreateResult.Made) get(store.create(NOBODY, Asks.any().made()))).interaction();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
