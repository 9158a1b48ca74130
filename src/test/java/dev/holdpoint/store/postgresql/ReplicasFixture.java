package dev.holdpoint.store.postgresql;

import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.PostgresServer;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Replicas on one schema of a real database, by its clock. */
abstract class ReplicasFixture {

    static final Caller NOBODY = Caller.ANONYMOUS;
    static final Scope ALL = new Scope.Everything();
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration BEAT = Duration.ofMillis(200);

    final String schema = "r" + UUID.randomUUID().toString().replace("-", "");

    private final List<Replica> replicas = new ArrayList<>();

    /** A replica's store, and what it told. */
    record Replica(String name, StoreEngine store, List<InteractionEvent> own, List<InteractionEvent> all)
            implements AutoCloseable {

        List<Long> numbers() {
            return all.stream().map(InteractionEvent::number).toList();
        }

        Interaction ask() {
            return ask(Asks.any().made());
        }

        Interaction ask(NewInteraction asked) {
            return ((CreateResult.Made) get(store.create(NOBODY, asked))).interaction();
        }

        SettleResult settle(InteractionId id, Decision decision) {
            return get(store.settle(NOBODY, Asks.settle(id, decision)));
        }

        Interaction found(InteractionId id) {
            return get(store.find(ALL, id)).orElseThrow();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @BeforeEach
    void makeSchema() {
        PostgresServer.make(schema);
        get(Uni.createFrom().item(schema)); // what is found by the first who waits is not found by two at once
    }

    @AfterEach
    void closeAll() {
        replicas.forEach(Replica::close);
    }

    Replica open() {
        return open(PostgresServer.settings(url(PostgresServer.port()), BEAT));
    }

    Replica open(PostgresSettings settings) {
        return heard(
                settings.replica(), PostgresStore.open(settings, new DatabaseClock(Instant.EPOCH), StoreObserver.NONE));
    }

    /** By a clock of the test's. */
    Replica openAt(InstantSource clock) {
        PostgresSettings settings = PostgresServer.settings(url(PostgresServer.port()), BEAT);
        return heard(settings.replica(), PostgresStore.openAt(clock, settings, StoreObserver.NONE));
    }

    private Replica heard(String name, StoreEngine store) {
        var replica = new Replica(name, store, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        replica.store.subscribe((events, isOwn) -> {
            replica.all.addAll(events);
            if (isOwn) {
                replica.own.addAll(events);
            }
        });
        replicas.add(replica);
        return replica;
    }

    String url(int port) {
        return PostgresServer.url(port, schema);
    }

    /** Somebody who is no replica, in the same schema. */
    Connection connect() throws SQLException {
        Connection connection = PostgresServer.connect();
        connection.setSchema(schema);
        return connection;
    }

    void run(String statement) throws SQLException {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(10));
    }

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
