package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Brings the file to the schema of this version: numbered scripts, each one transaction, and between two of them what
 * takes long, in pieces. Killed at any moment it goes on at the next start where it was.
 */
final class Migrations {

    /** In order: the step at index n brings the file from {@code user_version} n to n + 1. */
    private static final List<String> STEPS = List.of(
            "V001__interactions.sql",
            "V002__pending_in_order.sql",
            "V003__state_and_payload.sql",
            "V004__indexes.sql",
            "V005__found_by_type.sql",
            "V006__what_people_call_it.sql",
            "V007__callers.sql");

    /** From this version on no step takes more room than some empty tables, however much is kept. */
    private static final int WITHOUT_ROOM = 5;

    /** Pages that empty tables may take of a file that is as large as it may grow. */
    private static final int EMPTY_TABLES = 32;

    /** The version that has the tables, but not yet what older ones wrote in them. */
    private static final int MOVING = 3;

    private final Sql sql;
    private final SqliteSettings settings;
    private final Move move;

    Migrations(Sql sql, SqliteSettings settings, InstantSource clock) {
        this.sql = sql;
        this.settings = settings;
        this.move = new Move(sql, settings, clock);
    }

    void apply() {
        apply(STEPS.size());
    }

    /** The version of a file that is up to date. */
    static int newest() {
        return STEPS.size();
    }

    /** Brings the file to a version, which is not below its own. */
    void apply(int target) {
        int version = (int) sql.number("PRAGMA user_version");
        if (version > STEPS.size()) {
            throw new IllegalStateException("the file " + settings.file().toAbsolutePath() + " was written by a newer"
                    + " Holdpoint (schema " + version + ", this one knows " + STEPS.size()
                    + "): start that version, or restore a backup");
        }
        if (version == 0) {
            inTransaction(() -> STEPS.forEach(this::run));
        } else if (version < target) {
            if (version < WITHOUT_ROOM) {
                move.checkRoom();
            }
            allow(sql.number("PRAGMA page_count") + EMPTY_TABLES);
            for (int step = version; step < target; step++) {
                if (step == MOVING) {
                    move.finish();
                }
                String script = STEPS.get(step);
                inTransaction(() -> run(script));
            }
            allow(0);
        }
    }

    /** Sets how large the file may grow; it may always be as large as it is. */
    private void allow(long pages) {
        sql.execute("PRAGMA max_page_count = " + Math.max(pages, settings.maxPages()));
    }

    private void run(String script) {
        statements(script).forEach(sql::execute);
        sql.execute("PRAGMA user_version = " + (STEPS.indexOf(script) + 1));
    }

    private void inTransaction(Runnable work) {
        sql.execute("BEGIN IMMEDIATE");
        try {
            work.run();
            sql.execute("COMMIT");
        } catch (RuntimeException failure) {
            sql.execute("ROLLBACK");
            throw failure;
        }
    }

    /** A script's statements end in a semicolon at the end of a line. */
    private static List<String> statements(String script) {
        String name = "/db/sqlite/" + script;
        try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("--")).reduce((one, next) -> one + "\n" + next).stream()
                    .flatMap(all -> List.of(all.split(";\n|;$")).stream())
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException("the migration " + name + " cannot be read", failure);
        }
    }
}
