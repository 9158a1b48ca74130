package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.store.sqlite.FaultyDatabase.Happening;
import dev.holdpoint.testing.Asks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database that runs out of room within a transaction: what there is no room for fails alone. */
class NoRoomTest extends WriterFixture {

    private static final NewInteraction LARGE =
            Asks.any().saying(new Json('"' + "x".repeat(255 << 10) + '"')).made();

    @Test
    void aSmallSettlementIsNotRefusedForALargeAsksSake() {
        // Given: room for a little
        NewInteraction small = Asks.any().made();
        var _ = writer.submitOwn(limitedTo(20)).subscribeAsCompletionStage();

        // When
        var before = submit(creating(small));
        var large = submit(creating(LARGE));
        var won = submit(settling(small.id(), Asks.YES));
        writer.start();

        // Then
        assertThat(before).succeedsWithin(LONG).isInstanceOf(CreateResult.Made.class);
        assertThat(large)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StoreUnavailableException.class)
                .withMessageContaining("full");
        assertThat(won).succeedsWithin(LONG).isInstanceOf(SettleResult.Won.class);
        assertThat(told).extracting(InteractionEvent::kind).containsExactly(Kind.REQUESTED, Kind.SETTLED);
        assertThat(log()).containsExactlyElementsOf(told);
        assertThat(writer.isAvailable()).isTrue();
    }

    @Test
    void aCommitThatThereIsNoRoomForIsTriedByHalves() {
        database.before("COMMIT", Happening.once(() -> {
            throw new SQLiteException("the disk is full", SQLiteErrorCode.SQLITE_FULL);
        }));

        var made = new ArrayList<CompletableFuture<CreateResult>>();
        for (int i = 0; i < 4; i++) {
            made.add(submit(creating(Asks.any().made())));
        }
        writer.start();

        assertThat(made).allSatisfy(each -> assertThat(each).succeedsWithin(LONG));
        assertThat(log()).hasSize(4).containsExactlyElementsOf(told);
    }

    @Test
    void whatFailedOnceAndWasTriedByHalvesIsToldAsItWentAtLast() {
        var fails = new ArrayList<>(List.of(true, true));
        database.before("COMMIT", Happening.once(() -> {
            throw new SQLiteException("the disk is full", SQLiteErrorCode.SQLITE_FULL);
        }));

        CompletableFuture<Integer> fine = submit(tables -> 1);
        CompletableFuture<Integer> failsTwice = submit(tables -> {
            if (!fails.isEmpty()) {
                fails.removeFirst();
                throw new IllegalStateException("on purpose");
            }
            return 2;
        });
        writer.start();

        assertThat(fine).succeedsWithin(LONG).isEqualTo(1);
        assertThat(failsTwice).succeedsWithin(LONG).isEqualTo(2);
    }

    private static Function<SqlTables, Integer> limitedTo(long pages) {
        return tables -> {
            long limit = tables.sql().number("PRAGMA page_count") + pages;
            tables.sql().execute("PRAGMA max_page_count = " + limit);
            return 0;
        };
    }
}
