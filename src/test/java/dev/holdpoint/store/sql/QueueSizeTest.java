package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits to be written is counted in bytes of UTF-8, all of it. */
class QueueSizeTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final int ROOM = 3_000;

    @TempDir
    Path folder;

    private StoreEngine store;

    /** What can be large in an ask. */
    @SuppressWarnings("ImmutableEnumChecker") // they are functions of values
    enum Part {
        DATA(text -> ask -> ask.withData(new Json('"' + text + '"'))),
        METADATA(text -> ask -> ask.withMetadata(new Json("{\"a\":\"" + text + "\"}"))),
        SCHEMA(text -> ask -> ask.withResponseSchema(new Json("{\"title\":\"" + text + "\"}"))),
        DEFAULT_RESPONSE(text -> ask -> ask.withOnExpiry(new OnExpiry.Resolve(new Json('"' + text + '"')))),
        DEFAULT_REASON(text -> ask -> ask.withOnExpiry(new OnExpiry.Reject(text)));

        private final Function<String, UnaryOperator<Ask>> filled;

        Part(Function<String, UnaryOperator<Ask>> filled) {
            this.filled = filled;
        }
    }

    @BeforeEach
    void open() {
        var settings = new SqliteSettings(folder, new WriterSettings(100, ROOM), 1, SqliteSettings.NO_LIMIT);
        store = SqliteStore.open(settings, new FakeClock(), StoreObserver.NONE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyPartOfAnAskCounts(Part part) {
        assertThat(create(part, "x".repeat(ROOM - 200))).isInstanceOf(CreateResult.Made.class);
        assertThatThrownBy(() -> create(part, "x".repeat(ROOM))).isInstanceOf(OverloadedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void bytesAreCountedAndNotCharacters(Part part) {
        assertThat(create(part, "\u4e2d".repeat(ROOM / 3 - 100))).isInstanceOf(CreateResult.Made.class);
        assertThatThrownBy(() -> create(part, "\u4e2d".repeat(ROOM / 3))).isInstanceOf(OverloadedException.class);
    }

    @Test
    void aResponseCountsInBytesToo() {
        var asked = Asks.any().made();
        get(store.create(NOBODY, asked));

        assertThatThrownBy(() -> settle(asked.id(), "\u4e2d".repeat(ROOM / 3))).isInstanceOf(OverloadedException.class);
        assertThat(settle(asked.id(), "\u4e2d".repeat(ROOM / 3 - 1))).isInstanceOf(SettleResult.Won.class);
    }

    private SettleResult settle(InteractionId id, String text) {
        return get(store.settle(NOBODY, Asks.settle(id, new Decision.Resolve(new Json('"' + text + '"'), "a reason"))));
    }

    private CreateResult create(Part part, String text) {
        Ask ask = part.filled.apply(text).apply(Asks.any().ask());
        return get(store.create(NOBODY, new Asks(ask).made()));
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
