package dev.holdpoint.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.NewsListener;
import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of what other replicas do, a replica reads as much as somebody there wants to know, and hears of all of it. */
class NoticesTest extends ReplicasFixture {

    private static final int ROUNDS = 300;

    private final List<StoreEngine> stores = new ArrayList<>();

    /** Hears of everything, and wants all of every third event, or of all for a while. */
    private static final class Choosy implements NewsListener {
        final List<Long> numbers = new CopyOnWriteArrayList<>();
        final Map<Long, InteractionEvent> own = new TreeMap<>();
        final Map<Long, InteractionEvent> whole = new TreeMap<>();
        final Map<Long, Notice> notices = new TreeMap<>();
        volatile boolean wantsAll;

        @Override
        public void onNews(List<InteractionEvent> events, boolean isOwn) {
            events.forEach(event -> {
                (isOwn ? own : whole).put(event.number(), event);
                numbers.add(event.number());
            });
        }

        @Override
        public void onNotices(List<Notice> happened) {
            happened.forEach(notice -> {
                notices.put(notice.number(), notice);
                numbers.add(notice.number());
            });
        }

        @Override
        public boolean wantsAll() {
            return wantsAll;
        }

        @Override
        public boolean wants(Notice notice) {
            return isWanted(notice.number());
        }

        static boolean isWanted(long number) {
            return number % 3 == 0;
        }
    }

    @AfterEach
    void closeStores() {
        stores.forEach(StoreEngine::close);
    }

    @Test
    void eachEventIsHeardOfOnceInOrderAndWholeWhereItIsWanted() {
        // Given
        Replica there = open();
        var choosy = new Choosy();
        StoreEngine here = listening(choosy);
        List<InteractionEvent> made = there.all();

        // When: both write, and for some time somebody here wants all of it
        for (int i = 0; i < ROUNDS; i++) {
            choosy.wantsAll = i / 50 % 2 == 1;
            there.settle(there.ask(any()).id(), Asks.YES);
            get(here.create(NOBODY, any()));
        }
        choosy.wantsAll = false;
        long last = 3L * ROUNDS;
        soon().until(() -> choosy.numbers.size() >= last && made.size() >= last);

        // Then
        assertThat(choosy.numbers)
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(choosy.own).hasSize(ROUNDS);
        assertThat(choosy.notices).isNotEmpty();
        assertThat(choosy.notices.keySet()).noneMatch(Choosy::isWanted);
        for (InteractionEvent event : made) {
            Notice notice = choosy.notices.get(event.number());
            InteractionEvent own = choosy.own.get(event.number());
            InteractionEvent whole = choosy.whole.get(event.number());
            if (notice == null) {
                assertThat(own == null ? whole : own).isEqualTo(event);
            } else {
                assertThat(notice).isEqualTo(Notice.of(event));
            }
        }
    }

    /** More than is read at once. */
    @Test
    void howeverMuchOthersDoAtOnceAllOfItIsHeardOf() {
        Replica there = open();
        var choosy = new Choosy();
        listening(choosy);
        for (int i = 0; i < 1_200; i++) {
            there.store().create(NOBODY, any()).subscribe().with(made -> {});
        }
        soon().until(() -> choosy.numbers.size() >= 1_200);

        assertThat(choosy.numbers)
                .isEqualTo(LongStream.rangeClosed(1, 1_200).boxed().toList());
        assertThat(choosy.whole.keySet()).allMatch(Choosy::isWanted);
    }

    private static NewInteraction any() {
        return Asks.any().made(null, Duration.ZERO, Integer.MAX_VALUE);
    }

    private StoreEngine listening(NewsListener listener) {
        var settings = PostgresServer.settings(url(PostgresServer.port()), BEAT);
        StoreEngine store = PostgresStore.open(settings, new DatabaseClock(Instant.EPOCH), StoreObserver.NONE);
        stores.add(store);
        store.subscribe(listener);
        return store;
    }
}
