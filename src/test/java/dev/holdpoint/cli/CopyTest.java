package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.postgresql.PostgresStore;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sqlite.SqliteSettings;
import dev.holdpoint.store.sqlite.SqliteStore;
import dev.holdpoint.testing.Asks;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.PostgresServer;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder with everything in it moves into PostgreSQL, as a whole or not at all. */
class CopyTest {

    private static final Scope ALL = new Scope.Everything();
    private static final String LARGE = "{\"text\":\"" + "größer \ud83d\ude00 ".repeat(400) + "\"}";
    private static final Idempotency KEY = new Idempotency("key-1", "fingerprint");

    @TempDir
    Path temporary;

    private final FakeClock clock = new FakeClock();
    private final String schema = "c" + UUID.randomUUID().toString().replace("-", "");
    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() {
        PostgresServer.make(schema);
        variables.put("HOLDPOINT_DATA_DIR", folder().toString());
        variables.put("HOLDPOINT_POSTGRESQL_URL", url());
        variables.put("HOLDPOINT_POSTGRESQL_USERNAME", "postgres");
    }

    /** All that callers can see of a store. */
    private record Seen(List<Object> all) {

        static Seen of(StoreEngine store, List<Interaction> asked) {
            var all = new ArrayList<Object>();
            for (Scope scope : List.of(ALL, Caller.ANONYMOUS.scope(), Callers.ANNA.scope(), Callers.STRANGER.scope())) {
                for (Order order : Order.values()) {
                    all.add(get(store.list(scope, new ListQuery(Criteria.ALL, order, 50, null))));
                }
                all.add(get(store.snapshot(scope, Filter.ALL)));
                all.add(get(store.statistics(scope)));
                for (long number = 0; number < 60; number++) {
                    all.add(get(store.after(number, scope, Filter.ALL, 500, 1 << 24)));
                }
            }
            for (Interaction one : asked) {
                all.add(get(store.find(ALL, one.id())));
                all.add(get(store.requirement(one.id())));
            }
            all.add(get(store.findKey(Callers.ANNA, KEY.key())));
            all.add(get(store.list(Tenant.DEFAULT)));
            return new Seen(all);
        }
    }

    @Test
    void allOfItIsServedAfterwardsAndGoesOn() throws Exception {
        List<Interaction> asked = fill();
        Seen before;
        try (StoreEngine store = sqlite()) {
            before = Seen.of(store, asked);
        }

        assertThat(command("copy")).as(err()).isZero();

        assertThat(out().lines()).hasSize(7).allMatch(line -> line.endsWith(", equal"));
        assertThat(number("SELECT count(*) FROM response")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM hold")).isZero();
        try (StoreEngine store = postgres()) {
            assertThat(Seen.of(store, asked).all()).isEqualTo(before.all());

            // A key asks nothing twice, what is pending can be settled, and numbers and tokens go on.
            var again = get(store.create(
                    Callers.ANNA, Asks.any().saying(new Json(LARGE)).made(KEY, Duration.ZERO, 100)));
            assertThat(again).isInstanceOf(CreateResult.Known.class);
            Interaction pending = asked.getLast();
            assertThat(get(store.settle(Caller.ANONYMOUS, Asks.settle(pending.id(), Asks.YES))))
                    .isInstanceOf(SettleResult.Won.class);
            assertThat(get(store.list(ALL, new ListQuery(Criteria.ALL, Order.DECIDED, 1, null)))
                            .items())
                    .extracting(Interaction::id)
                    .containsExactly(pending.id());
        }
        assertThat(number("SELECT max(number) FROM event"))
                .isEqualTo(number("SELECT max(settled_number) FROM state WHERE id = '"
                        + asked.getLast().id() + "'"));
        run(
                "INSERT INTO credential (id, hash, kind, name, tenant, who_id, who_kind, family, generation, permissions, sessions,"
                        + " types, opens, created_at, expires_at, ending)"
                        + " SELECT 'new', 'new', kind, name, tenant, who_id, who_kind, family, generation, permissions, sessions,"
                        + " types, opens, created_at, expires_at, ending FROM credential LIMIT 1");
        assertThat(number("SELECT count(*) FROM credential WHERE number = (SELECT max(number) FROM credential)"
                        + " AND id = 'new'"))
                .isOne();
    }

    @Test
    void itIsTriedBesideAServerAndNothingIsLeft() throws Exception {
        fill();
        try (StoreEngine server = sqlite()) {
            assertThat(command("copy")).isOne();
            assertThat(err()).contains("a Holdpoint server uses the folder", "stop it, or try with --dry-run");
            assertThat(command("copy", "--dry-run")).as(err()).isZero();
            assertThat(server.isAvailable()).isTrue();
        }

        assertThat(out().lines()).hasSize(7).allMatch(line -> line.endsWith(", equal"));
        assertThat(err()).contains("nothing was kept");
        assertThat(tables()).isZero();
    }

    @Test
    void aDatabaseInWhichAnythingIsIsRefused() throws Exception {
        fill();
        assertThat(command("copy")).as(err()).isZero();
        assertThat(command("copy")).isOne();
        assertThat(err()).contains("something is kept already").hasLineCount(1);
        assertThat(command("copy", "--dry-run")).isOne();

        for (String table : List.of("state", "event", "credential", "invitation", "tally")) {
            run("DELETE FROM " + table);
        }
        run("UPDATE log_state SET purged_through = 0");
        run("INSERT INTO replica VALUES ('other', 1, 99999999999999)");
        assertThat(command("copy")).isOne();
        assertThat(err()).contains("a Holdpoint server uses the database");
        run("DELETE FROM replica");
        run("DELETE FROM payload");
        run("DELETE FROM response");
        assertThat(command("copy")).as(err()).isZero();
    }

    @Test
    void whatDiffersIsFound() throws Exception {
        fill();
        assertThat(command("copy")).as(err()).isZero();
        assertThat(command("copy", "--compare")).as(err()).isZero();
        for (var change : Map.of(
                        "payload",
                                "UPDATE payload SET title = 'another' WHERE sequence = (SELECT max(sequence) FROM payload)",
                        "event",
                                "UPDATE response SET response = '{}' WHERE number = (SELECT max(number) FROM response)",
                        "state", "UPDATE state SET lease = 5 WHERE sequence = (SELECT max(sequence) FROM state)",
                        "tally", "DELETE FROM tally WHERE tenant = 'elsewhere'",
                        "credential", "UPDATE credential SET last_used_at = 1 WHERE number = 1",
                        "invitation", "UPDATE invitation SET opens = 1 - opens",
                        "log_state", "UPDATE log_state SET purged_through = purged_through + 1")
                .entrySet()) {
            run(change.getValue());
            assertThat(command("copy", "--compare")).as(change.getKey()).isOne();
            assertThat(out().lines().filter(line -> line.endsWith("DIFFERENT")))
                    .as(change.getValue())
                    .anyMatch(line -> line.startsWith(change.getKey() + " "));
        }
        assertThat(out().lines().filter(line -> line.endsWith("DIFFERENT"))).hasSize(7);
    }

    /** PostgreSQL keeps no such text: the last table fails, long after the others are there. */
    @Test
    void whatBreaksOffLeavesNothing() throws Exception {
        fill();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("holdpoint.db"));
                Statement sql = file.createStatement()) {
            sql.execute("UPDATE credential SET name = 'a' || char(0) || 'b'");
        }

        assertThat(command("copy")).isOne();

        assertThat(err()).contains("the copy broke off").contains("0x00");
        assertThat(tables()).isZero();
    }

    @Test
    void aFolderWithoutAStoreIsToldAndNotMade() throws Exception {
        assertThat(command("copy")).isOne();
        assertThat(err()).contains("there is no store in");
        assertThat(temporary).isEmptyDirectory();
        assertThat(tables()).isZero();
    }

    /** Asked, settled in every way, purged in part, over several months; tokens, links and what is pending with a wait. */
    private List<Interaction> fill() {
        var asked = new ArrayList<Interaction>();
        try (StoreEngine store = sqlite()) {
            Interaction purged = ask(store, Caller.ANONYMOUS, Asks.any().made());
            settle(store, Caller.ANONYMOUS, purged, Asks.YES);
            clock.advance(Duration.ofDays(40));
            asked.add(
                    ask(store, Callers.ANNA, Asks.any().saying(new Json(LARGE)).made(KEY, Duration.ZERO, 100)));
            settle(store, Caller.ANONYMOUS, asked.getLast(), new Decision.Resolve(new Json(LARGE), "größer"));
            asked.add(ask(store, Callers.STRANGER, Asks.any().in("other").made()));
            settle(store, Callers.STRANGER, asked.getLast(), new Decision.Resolve(new Json(LARGE), null));
            asked.add(ask(
                    store,
                    Callers.token("t", "root", Callers.ANNA.grant()),
                    Asks.any().ofType("permission").in("third").made()));
            settle(store, Caller.ANONYMOUS, asked.getLast(), Asks.NO);
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
            assertThat(get(store.purge(new Retention(Duration.ofDays(60), Duration.ofDays(1)), 100)))
                    .isPositive();
            assertThat(get(store.find(ALL, purged.id()))).isEmpty();
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
        assertThat(command(
                        "token", "create", "ci", "--permission", "ask,read", "--session", "a b*", "--type", "question"))
                .as(err())
                .isZero();
        assertThat(command("token", "create", "two", "--permission", "decide", "--person", "Anna", "--tenant", "acme"))
                .isZero();
        assertThat(command("sign-in-link", "--name", "Böb", "--permission", "decide"))
                .isZero();
        return asked;
    }

    private static Interaction ask(StoreEngine store, Caller caller, NewInteraction what) {
        return ((CreateResult.Made) get(store.create(caller, what))).interaction();
    }

    private static void settle(StoreEngine store, Caller caller, Interaction asked, Decision decision) {
        assertThat(get(store.settle(caller, Asks.settle(asked.id(), decision)))).isInstanceOf(SettleResult.Won.class);
    }

    private Path folder() {
        return temporary.resolve("data");
    }

    private String url() {
        return PostgresServer.url(PostgresServer.port(), schema);
    }

    private StoreEngine sqlite() {
        return SqliteStore.open(SqliteSettings.of(folder()), clock, StoreObserver.NONE);
    }

    private StoreEngine postgres() {
        return PostgresStore.openAt(clock, PostgresServer.settings(url()), StoreObserver.NONE);
    }

    private long tables() throws SQLException {
        return number("SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema + "'");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = PostgresServer.connect();
        connection.setSchema(schema);
        return connection;
    }

    private int command(String... arguments) {
        out.reset();
        err.reset();
        var around = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> null,
                variables::get);
        return new Commands(new CredentialShapes(), around).run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
