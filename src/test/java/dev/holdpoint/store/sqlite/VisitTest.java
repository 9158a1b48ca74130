package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opens the store for a moment, beside the servers that use it. */
class VisitTest {

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    @Test
    void nobodyVisitsWhatAServerUsesNorTheOtherWayRound() {
        try (StoreEngine server = server()) {
            assertThatThrownBy(this::visit).isInstanceOf(FolderInUseException.class);
            assertThatThrownBy(this::server)
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageStartingWith("another Holdpoint server uses the folder ");
        }
        try (StoreEngine visitor = visit()) {
            assertThatThrownBy(this::visit).isInstanceOf(FolderInUseException.class);
        }
        server().close();
    }

    @Test
    void aServerThatStartsWaitsForAVisitorToLeave() throws Exception {
        StoreEngine visitor = visit();
        var started = new CompletableFuture<StoreEngine>();
        Thread starting = Thread.ofPlatform().daemon().start(() -> started.complete(server()));
        Awaitility.await().until(() -> starting.getState() == Thread.State.TIMED_WAITING);

        visitor.close();

        started.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void aVisitLeavesLeasesAsTheyAre() {
        var leased = Asks.any().leased(Duration.ofSeconds(5)).made(null, Duration.ofSeconds(10), 100);
        try (StoreEngine server = server()) {
            server.create(Caller.ANONYMOUS, leased).await().indefinitely();
        }
        clock.advance(Duration.ofSeconds(1));
        visit().close();
        clock.advance(Duration.ofSeconds(9));

        try (StoreEngine server = server()) {
            assertThat(server.expire(10).await().indefinitely().settled()).isZero();
        }
    }

    private StoreEngine server() {
        return SqliteStore.open(SqliteSettings.of(folder), clock, StoreObserver.NONE);
    }

    private StoreEngine visit() {
        return SqliteStore.visit(SqliteSettings.of(folder), clock);
    }
}
