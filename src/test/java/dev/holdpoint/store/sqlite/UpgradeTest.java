package dev.holdpoint.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.store.StoreEngine;
import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import dev.holdpoint.store.sql.StoreObserver;
import dev.holdpoint.store.sql.WriterSettings;
import dev.holdpoint.testing.FakeClock;
import dev.holdpoint.testing.LogLines;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that version 2 wrote, with everything in one table, are brought up to date. */
class UpgradeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Scope ALL = new Scope.Everything();
    private static final int INTERACTIONS = 5_000;
    private static final int RESOLVED = (INTERACTIONS + 1) / 3;

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final long start = clock.instant().toEpochMilli();
    private SqliteSettings settings;

    @BeforeEach
    void makeAFileOfVersion2() throws IOException {
        settings = SqliteSettings.of(folder);
        try (Sql sql = new Database(settings).open()) {
            makeVersion2(sql);
            sql.execute("BEGIN");
            fill(sql);
            sql.execute("COMMIT");
        }
    }

    @Test
    void aFileThatWasBroughtUpToDateIsSound() throws IOException {
        SqliteStore.open(settings, clock, StoreObserver.NONE).close();

        Soundness soundness = Soundness.of(settings.file(), folder, what -> {});

        assertThat(soundness.findings()).isEmpty();
        assertThat(soundness.inventory().counts().interactions()).isEqualTo(INTERACTIONS);
    }

    /** The tables of version 2, with nothing in them. */
    static void makeVersion2(Sql sql) throws IOException {
        for (String script : List.of("V001__interactions.sql", "V002__pending_in_order.sql")) {
            for (String statement : List.of(read(script).split(";\n|;$", 0))) {
                sql.execute(statement);
            }
        }
        sql.execute("PRAGMA user_version = 2");
    }

    @Test
    void everythingThatWasKeptIsKept() {
        assertEverythingIsKept();
    }

    @Test
    void aFileOfTheVersionBeforeGetsWhatIsNew() {
        try (Sql sql = new Database(settings).open()) {
            new Migrations(sql, settings, clock).apply(4);
        }

        assertEverythingIsKept();

        try (Sql sql = new Database(settings).open()) {
            assertThat(sql.number("SELECT count(*) FROM sqlite_schema WHERE name IN"
                            + " ('state_type', 'state_type_settled')"))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatOlderVersionsSettledIsFoundByWhatPeopleCallIt() {
        try (Sql sql = new Database(settings).open()) {
            sql.update("UPDATE interaction SET type = 'permission', response = '{\"behavior\":\"deny\"}'"
                    + " WHERE status = 'resolved' AND sequence < 20");
        }

        StoreEngine store = SqliteStore.open(settings, clock, StoreObserver.NONE);

        for (Order order : Order.values()) {
            var denied = new ListQuery(Criteria.ALL.with(OutcomeName.DENIED), order, 10, null);
            assertThat(get(store.list(ALL, denied)).items())
                    .extracting(Interaction::id)
                    .containsExactlyInAnyOrder(id(2), id(5), id(8), id(11), id(14));
        }
        store.close();
    }

    @Test
    void aFullFileOfTheVersionBeforeIsBroughtUpToDateWithoutRoom() {
        long pages;
        try (Sql sql = new Database(settings).open()) {
            new Migrations(sql, settings, clock).apply(5);
            sql.execute("VACUUM");
            pages = sql.number("PRAGMA page_count");
        }
        settings = new SqliteSettings(folder, new WriterSettings(10, 1 << 20), 1, pages);

        assertEverythingIsKept();
    }

    private void assertEverythingIsKept() {
        StoreEngine store = SqliteStore.open(settings, clock, StoreObserver.NONE);
        Interaction pending = get(store.find(ALL, id(1))).orElseThrow();
        assertThat(pending.isPending()).isTrue();
        assertThat(pending.ask().title()).isEqualTo("title 1");
        assertThat(pending.ask().data()).isEqualTo(new Json("{\"n\":1.0}"));
        assertThat(pending.ask().onExpiry()).isEqualTo(new OnExpiry.Reject("late"));
        assertThat(pending.ask().lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pending.ask().timeout()).isEqualTo(Duration.ofDays(20));
        assertThat(pending.requestedBy()).isNull();
        Interaction resolved = get(store.find(ALL, id(2))).orElseThrow();
        assertThat(resolved.settlement())
                .isEqualTo(new Settlement(
                        Instant.ofEpochMilli(start + 20),
                        Origin.RESPONDER,
                        null,
                        new Outcome.Resolved(new Json("{\"yes\":2}"), "because")));
        assertThat(get(store.findKey(Caller.ANONYMOUS, "key 1"))).contains(new Idempotency("key 1", "f"));
        var page = get(store.list(ALL, new ListQuery(Criteria.ALL, Order.OLDEST, 2 * INTERACTIONS, null)));
        assertThat(page.items()).hasSize(INTERACTIONS);
        var events = ((EventPage.Piece) get(store.after(2, ALL, Filter.ALL, 10, 1 << 20))).events();
        assertThat(events)
                .startsWith(
                        new InteractionEvent(
                                3, InteractionEvent.Kind.SETTLED, Instant.ofEpochMilli(start + 20), resolved),
                        new InteractionEvent(
                                4,
                                InteractionEvent.Kind.REQUESTED,
                                Instant.ofEpochMilli(start),
                                get(store.find(ALL, id(3))).orElseThrow()));
        assertThat(get(store.statistics(ALL)).types().get("question"))
                .isEqualTo(new Tally(INTERACTIONS, RESOLVED, 0, 0, 0));
        store.close();
    }

    @Test
    void aMoveThatWasKilledGoesOnWhereItWas() {
        // Given: the new tables are there, and a part of the interactions is in them
        try (Sql sql = new Database(settings).open()) {
            var migrations = new Migrations(sql, settings, clock);
            migrations.apply(3);
            sql.execute("CREATE TRIGGER killed BEFORE DELETE ON interaction_v2 WHEN OLD.sequence > 3000"
                    + " BEGIN SELECT RAISE(ABORT, 'killed'); END");
            assertThatThrownBy(migrations::apply).isInstanceOf(SqlFailure.class);
        }
        try (Sql sql = new Database(settings).open()) {
            assertThat(sql.number("SELECT count(*) FROM state")).isBetween(1L, (long) INTERACTIONS - 1);
            sql.execute("DROP TRIGGER killed");
        }

        // Then
        assertEverythingIsKept();
    }

    @Test
    void aFileThatMayNotGrowIsRefusedBeforeItIsTouched() {
        long pages;
        try (Sql sql = new Database(settings).open()) {
            pages = sql.number("PRAGMA page_count");
        }
        var tight = new SqliteSettings(folder, new WriterSettings(10, 1 << 20), 1, pages + 1);
        assertThatThrownBy(() -> SqliteStore.open(tight, clock, StoreObserver.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holdpoint.sqlite.max-size")
                .hasMessageContaining("MiB");
        try (Sql sql = new Database(settings).open()) {
            assertThat(sql.number("PRAGMA user_version")).isEqualTo(2);
        }
    }

    /** A small one has to have room for all of it once more. */
    @Test
    void aFileThatMayGrowJustEnoughIsBroughtUpToDate() {
        long pages;
        long unused;
        try (Sql sql = new Database(settings).open()) {
            pages = sql.number("PRAGMA page_count");
            unused = sql.number("PRAGMA freelist_count");
        }
        long enough = 2 * pages - unused;

        var tooTight = new SqliteSettings(folder, new WriterSettings(10, 1 << 20), 1, enough - 1);
        assertThatThrownBy(() -> SqliteStore.open(tooTight, clock, StoreObserver.NONE))
                .hasMessageContaining("which needs " + mebibytes(pages) + " MiB")
                .hasMessageContaining("may grow by " + mebibytes(pages - 1) + " MiB");
        settings = new SqliteSettings(folder, new WriterSettings(10, 1 << 20), 1, enough);
        assertEverythingIsKept();
    }

    private static long mebibytes(long pages) {
        return Math.ceilDiv(pages * SqliteSettings.PAGE_SIZE, 1 << 20);
    }

    /** Three pieces: the first 2,000 interactions have numbers up to 2,666 of 6,666. */
    @Test
    void aMoveThatTakesLongSaysHowFarItIs() {
        try (var lines = new LogLines(Move.class.getName())) {
            InstantSource slow = () -> {
                clock.advance(Duration.ofSeconds(11));
                return clock.instant();
            };

            SqliteStore.open(settings, slow, StoreObserver.NONE).close();

            assertThat(lines.seen().stream().filter(line -> line.contains("%")).map(UpgradeTest::percent))
                    .containsExactly("39", "80", "100");
        }
    }

    @Test
    void aMoveThatTakesNoTimeSaysNothingOfHowFarItIs() {
        try (var lines = new LogLines(Move.class.getName())) {
            SqliteStore.open(settings, clock, StoreObserver.NONE).close();

            assertThat(lines.seen()).hasSize(1).noneMatch(line -> line.contains("%"));
        }
    }

    private static String percent(String line) {
        return line.replaceAll(".* (\\d+)% of the interactions", "$1");
    }

    @Test
    void aFileInWhichNothingIsKeptIsBroughtUpToDateToo() {
        try (Sql sql = new Database(settings).open()) {
            sql.execute("DELETE FROM interaction");
            sql.execute("DELETE FROM event");
        }

        StoreEngine store = SqliteStore.open(settings, clock, StoreObserver.NONE);

        assertThat(get(store.snapshot(ALL, Filter.ALL)).pending()).isEmpty();
        store.close();
    }

    @Test
    void aStepThatFailsIsTakenBack() {
        try (Sql sql = new Database(settings).open()) {
            sql.execute("PRAGMA user_version = 1"); // what the second step makes is there
            assertThatThrownBy(() -> new Migrations(sql, settings, clock).apply())
                    .isInstanceOf(SqlFailure.class);
            sql.execute("BEGIN IMMEDIATE"); // no transaction is open any more
            sql.execute("ROLLBACK");
        }
        try (Sql sql = new Database(settings).open()) {
            assertThat(sql.number("PRAGMA user_version")).isEqualTo(1);
            sql.execute("PRAGMA user_version = 2");
        }
        assertEverythingIsKept();
    }

    @Test
    void aFileThatIsUpToDateIsLeftAsItIs() {
        SqliteStore.open(settings, clock, StoreObserver.NONE).close();
        long changes;
        try (Sql sql = new Database(settings).open()) {
            changes = sql.number("PRAGMA schema_version");
        }
        SqliteStore.open(settings, clock, StoreObserver.NONE).close();
        try (Sql sql = new Database(settings).open()) {
            assertThat(sql.number("PRAGMA schema_version")).isEqualTo(changes);
        }
    }

    /** Every third is resolved, with the number after its own; numbers are used by nothing else. */
    private void fill(Sql sql) {
        for (long i = 1; i <= INTERACTIONS; i++) {
            boolean isResolved = i % 3 == 2;
            sql.update(
                    """
                    INSERT INTO interaction (sequence, id, type, session_id, status, requested_at, expires_at, due_at, lease,
                      decided_at, settled_number, origin, reason, response, ask_key, ask_fingerprint, title, on_expiry,
                      on_expiry_value, metadata, data)
                    VALUES (?, ?, 'question', 's', ?, ?, ?, ?, 5000, ?, ?, ?, ?, ?, ?, 'f', ?, 'reject', 'late', '{}', ?)""",
                    number(i),
                    id(i).toString(),
                    isResolved ? "resolved" : "pending",
                    start,
                    start + Duration.ofDays(20).toMillis(),
                    start + Duration.ofDays(20).toMillis(),
                    isResolved ? start + 10 * i : null,
                    isResolved ? number(i) + 1 : null,
                    isResolved ? "responder" : null,
                    isResolved ? "because" : null,
                    isResolved ? "{\"yes\":" + i + "}" : null,
                    "key " + i,
                    "title " + i,
                    "{\"n\":" + i + ".0}");
            sql.update("INSERT INTO event VALUES (?, ?, 0, ?)", number(i), number(i), start);
            if (isResolved) {
                sql.update("INSERT INTO event VALUES (?, ?, 1, ?)", number(i) + 1, number(i), start + 10 * i);
            }
        }
        sql.update("INSERT INTO tally (type, requested, resolved) VALUES ('question', ?, ?)", INTERACTIONS, RESOLVED);
    }

    /** The numbers of those that are resolved are followed by that of their settlement. */
    private static long number(long i) {
        return i + i / 3;
    }

    private static InteractionId id(long i) {
        return new InteractionId(new UUID(7, i));
    }

    private static String read(String script) throws IOException {
        try (InputStream in = UpgradeTest.class.getResourceAsStream("/db/sqlite/" + script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
        }
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(LONG);
    }
}
