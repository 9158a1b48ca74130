package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Brings a schema to that of this version: numbered scripts, all that are missing in one transaction, under a lock, so that of
 * replicas that start together one does it and the others find it done.
 */
final class Migrations {

    /** In order: the step at index n brings the schema from version n to n + 1. */
    private static final List<String> STEPS = List.of("V001__interactions.sql");

    private final Sql sql;

    Migrations(Sql sql) {
        this.sql = sql;
    }

    void apply() {
        sql.execute("BEGIN");
        sql.together("SELECT 1 FROM set_config('lock_timeout', '60s', true);\nSELECT 1 FROM pg_advisory_xact_lock("
                + PostgresDatabase.LOCK + ", hashtext(current_schema()))");
        applyWithin();
        sql.execute("COMMIT");
    }

    /** The same within a transaction that has the lock. */
    void applyWithin() {
        int version = version();
        if (version > STEPS.size()) {
            throw new IllegalStateException("the database was written by a newer Holdpoint (schema " + version
                    + ", this one knows " + STEPS.size() + "): start that version, or restore a backup");
        }
        STEPS.subList(version, STEPS.size()).forEach(this::run);
    }

    /** The version of a schema that is up to date. */
    static int newest() {
        return STEPS.size();
    }

    /** That of the schema; 0 where nothing is in it. */
    int version() {
        boolean isThere = sql.number(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_version'")
                > 0;
        return isThere ? (int) sql.number("SELECT version FROM schema_version") : 0;
    }

    private void run(String script) {
        sql.execute(text("/db/postgresql/" + script));
        sql.update("UPDATE schema_version SET version = ?", STEPS.indexOf(script) + 1);
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException("the migration " + name + " cannot be read", failure);
        }
    }
}
