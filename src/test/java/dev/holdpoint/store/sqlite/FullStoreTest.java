package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that asks have filled up to its limit: all that is pending can still be settled, removed and let go. */
class FullStoreTest {

    private static final Caller NOBODY = Caller.ANONYMOUS;
    private static final Scope ALL = new Scope.Everything();
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long PAGES = 4_096;

    private static final Asks SMALL = Asks.any().saying(text(1_000));
    private static final Asks LARGE = Asks.any().saying(text(255 << 10));

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private StoreEngine store;
    private int sessions;

    @BeforeEach
    void open() {
        open(PAGES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allThatIsPendingCanBeAnsweredAtLength() throws Exception {
        List<Interaction> kept = fill(LARGE, SMALL);

        for (Interaction each : kept) {
            answerAtLength(each);
        }

        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(pending()).isZero();
        assertThat(Files.size(folder.resolve("holdpoint.db"))).isLessThanOrEqualTo(PAGES * SqliteSettings.PAGE_SIZE);
    }

    @Test
    void allThatIsPendingExpires() {
        List<Interaction> kept = fill(LARGE.otherwise(new OnExpiry.Resolve(text(255 << 10))), SMALL);
        clock.advance(Duration.ofMinutes(1));

        while (get(store.expire(500)).settled() > 0) {}

        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(pending()).isZero();
    }

    @Test
    void everySessionCanBeRemoved() {
        List<Interaction> kept = fill(LARGE, SMALL);

        for (Interaction each : kept) {
            assertThat(get(store.cancelSession(NOBODY, each.ask().session(), "gone")))
                    .isEqualTo(1);
        }

        assertThat(pending()).isZero();
    }

    @Test
    void purgingMakesRoomForMore() {
        List<Interaction> kept = fill(SMALL, LARGE);
        assertThat(store.isAvailable()).as("asks are refused").isFalse();
        for (Interaction each : kept) {
            answerAtLength(each);
        }
        assertThat(store.isAvailable())
                .as("what is settled is kept, and takes its room")
                .isFalse();

        clock.advance(DAY.plusMillis(1));
        while (get(store.purge(new Retention(DAY, DAY), 100)) > 0) {}

        Awaitility.await().until(store::isAvailable);
        assertThat(fill(SMALL, LARGE)).hasSameSizeAs(kept);
    }

    @Test
    void moreRoomIsUsedFromTheNextStartOn() {
        List<Interaction> kept = fill(LARGE);
        store.close();

        open(2 * PAGES);

        assertThat(store.isAvailable()).isTrue();
        assertThat(get(store.create(NOBODY, LARGE.made()))).isInstanceOf(CreateResult.Made.class);
        assertThat(pending()).isEqualTo(kept.size() + 1);
    }

    @Test
    void whatWasAskedWithAKeyIsToldThoughThereIsNoRoom() {
        var asked = SMALL.made(new Idempotency("k", "f"), Duration.ZERO, 100);
        get(store.create(NOBODY, asked));
        fill(LARGE, SMALL);

        assertThat(get(store.create(NOBODY, asked))).isInstanceOf(CreateResult.Known.class);
    }

    @Test
    void theDefaultThatWasSettledIsToldAsItWasAsked() {
        var answer = new OnExpiry.Resolve(text(1_000));
        Interaction resolving = made(SMALL.otherwise(answer)).orElseThrow();
        Interaction rejecting =
                made(SMALL.otherwise(new OnExpiry.Reject("nobody came"))).orElseThrow();
        clock.advance(Duration.ofMinutes(1));

        assertThat(get(store.expire(10))).isEqualTo(new Sweep(2, Optional.empty()));

        assertThat(settled(resolving).settlement().response()).isEqualTo(answer.response());
        assertThat(settled(rejecting).settlement().reason()).isEqualTo("nobody came");
        assertThat(settled(rejecting).status()).isEqualTo(Status.REJECTED);
    }

    /** Asks until nothing of these is taken any more; what was made. */
    private List<Interaction> fill(Asks... kinds) {
        var kept = new ArrayList<Interaction>();
        for (Asks kind : kinds) {
            for (Optional<Interaction> made = made(kind); made.isPresent(); made = made(kind)) {
                kept.add(made.get());
            }
        }
        return kept;
    }

    private Optional<Interaction> made(Asks asks) {
        try {
            return get(store.create(NOBODY, asks.in("s" + sessions++).made())) instanceof CreateResult.Made made
                    ? Optional.of(made.interaction())
                    : Optional.empty();
        } catch (StoreUnavailableException full) {
            return Optional.empty();
        }
    }

    private void answerAtLength(Interaction interaction) {
        var answer = new Decision.Resolve(text(Sizes.RESPONSE), "\u4e2d".repeat(2_000));
        assertThat(get(store.settle(NOBODY, Asks.settle(interaction.id(), answer))))
                .isInstanceOf(SettleResult.Won.class);
    }

    private Interaction settled(Interaction interaction) {
        return get(store.find(ALL, interaction.id())).orElseThrow();
    }

    private long pending() {
        return get(store.statistics(ALL)).pending();
    }

    private void open(long pages) {
        var settings = new SqliteSettings(folder, new WriterSettings(100, 64 << 20), 2, pages);
        store = SqliteStore.open(settings, clock, StoreObserver.NONE);
    }

    private static Json text(int size) {
        return new Json('"' + "x".repeat(size - 2) + '"');
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
