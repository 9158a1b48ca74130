package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Notice;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.store.sql.News.Heard;
import dev.holdpoint.store.sql.OthersLog.Entry;
import dev.holdpoint.store.sqlite.FaultyDatabase;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each event is news once, whether its commit was seen to succeed or read about later. */
class NewsTest {

    private final FakeClock clock = new FakeClock();
    private final Numbers numbers = new Numbers(0);
    private final News news = new News(0);

    @TempDir
    Path folder;

    private FaultyDatabase database;
    private Sql sql;

    @BeforeEach
    void open() {
        database = FaultyDatabase.in(folder, clock);
        sql = database.open();
    }

    @AfterEach
    void close() {
        sql.close();
    }

    @Test
    void whatIsExpectedIsNewsOnceItIsConfirmed() {
        List<InteractionEvent> events = written(2);

        news.expect(events);
        assertThat(taken()).isEmpty();
        news.confirm(List.of());

        assertThat(taken()).isEqualTo(events);
        assertThat(taken()).isEmpty();
        news.confirm(List.of());
        assertThat(taken()).as("it was confirmed before").isEmpty();
    }

    @Test
    void whatWasForgottenIsNoNews() {
        news.expect(written(1));
        news.forget();
        news.confirm(List.of());

        assertThat(taken()).isEmpty();
    }

    @Test
    void readingOnTellsWhetherWhatWasExpectedIsThere() {
        List<InteractionEvent> events = written(2);

        news.expect(events);
        assertThat(news.readOn(sql, new Unreadable(StoreObserver.NONE))).isTrue();

        assertThat(taken()).isEqualTo(events);
        assertThat(news.readOn(sql, new Unreadable(StoreObserver.NONE)))
                .as("nothing was expected")
                .isFalse();
        assertThat(taken()).isEmpty();
    }

    @Test
    void readingOnFindsWhatNobodyExpectsAnyMore() {
        List<InteractionEvent> first = written(1);
        news.expect(first);
        news.forget();
        List<InteractionEvent> lost = undone(1);
        news.expect(lost);

        assertThat(news.readOn(sql, new Unreadable(StoreObserver.NONE))).isFalse();

        assertThat(taken()).isEqualTo(first);
    }

    @Test
    void whatWasConfirmedIsNotReadAgain() {
        news.expect(written(1));
        news.confirm(List.of());
        List<InteractionEvent> second = written(1);

        news.expect(second);
        news.readOn(sql, new Unreadable(StoreObserver.NONE));

        assertThat(taken()).extracting(InteractionEvent::number).containsExactly(1L, 2L);
    }

    @Test
    void howeverMuchThereIsToReadItIsRead() {
        for (int count : List.of(499, 1, 500, 1_001)) {
            List<InteractionEvent> events = written(count);
            news.expect(events);

            assertThat(news.readOn(sql, new Unreadable(StoreObserver.NONE))).isTrue();
            assertThat(taken()).hasSize(count).isEqualTo(events);
        }
    }

    @Test
    void whatOthersDidIsToldInOrderAndApart() {
        List<InteractionEvent> events = written(5);

        news.hear(List.of(noticed(events.get(0)), noticed(events.get(1)), Entry.of(events.get(2))));
        news.hear(List.of(Entry.of(events.get(2)), noticed(events.get(3))));

        assertThat(news.take())
                .containsExactly(
                        new Heard.Noticed(List.of(Notice.of(events.get(0)), Notice.of(events.get(1)))),
                        new Heard.Whole(List.of(events.get(2)), false),
                        new Heard.Noticed(List.of(Notice.of(events.get(3)))));
    }

    @Test
    void whatThisProcessMayHaveDoneItselfHasToBeReadWhole() {
        List<InteractionEvent> events = written(2);
        news.expect(List.of(events.get(1)));
        news.forget();

        assertThat(news.wantsAll()).isTrue();
        assertThat(news.hear(events.stream().map(NewsTest::noticed).toList())).isFalse();
        assertThat(news.take()).isEmpty();
        assertThat(news.hear(events.stream().map(Entry::of).toList())).isTrue();

        assertThat(news.take())
                .containsExactly(
                        new Heard.Whole(List.of(events.get(0)), false), new Heard.Whole(List.of(events.get(1)), true));
    }

    @Test
    void soHasWhatOthersDidBeforeWhereAnythingIsInDoubt() {
        List<InteractionEvent> events = written(3);
        news.expect(List.of(events.get(0)));
        news.forget();
        news.expect(List.of(events.get(2)));

        assertThat(news.confirm(List.of(noticed(events.get(0)), noticed(events.get(1)))))
                .isFalse();
        assertThat(news.confirm(events.subList(0, 2).stream().map(Entry::of).toList()))
                .isTrue();

        assertThat(news.take())
                .containsExactly(
                        new Heard.Whole(List.of(events.get(0)), true),
                        new Heard.Whole(List.of(events.get(1)), false),
                        new Heard.Whole(List.of(events.get(2)), true));
    }

    @Test
    void numbersOnlyGoUp() {
        var some = new Numbers(7);

        assertThat(LongStream.generate(some::next).limit(2)).containsExactly(8L, 9L);
        some.atLeast(3);
        assertThat(some.next()).isEqualTo(10);
        some.atLeast(20);
        assertThat(some.next()).isEqualTo(21);
    }

    private static Entry noticed(InteractionEvent event) {
        return new Entry(Notice.of(event), Optional.empty());
    }

    private List<InteractionEvent> taken() {
        return news.take().stream()
                .flatMap(heard -> heard instanceof Heard.Whole whole ? whole.events().stream() : Stream.empty())
                .toList();
    }

    private List<InteractionEvent> written(int count) {
        return inTransaction(count, "COMMIT");
    }

    private List<InteractionEvent> undone(int count) {
        return inTransaction(count, "ROLLBACK");
    }

    private List<InteractionEvent> inTransaction(int count, String end) {
        sql.update("BEGIN IMMEDIATE");
        var tables =
                new SqlTables(sql, clock, numbers::next, new Recent(), database, new Unreadable(StoreObserver.NONE));
        for (int i = 0; i < count; i++) {
            Procedures.create(tables, Caller.ANONYMOUS, Asks.any().made(null, Duration.ZERO, Integer.MAX_VALUE));
        }
        sql.update(end);
        return tables.events();
    }
}
