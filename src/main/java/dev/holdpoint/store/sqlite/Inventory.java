package dev.holdpoint.store.sqlite;

import dev.holdpoint.store.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store's file has.
 *
 * @param schema the version of its tables
 * @param counts null where the version is too old or too new to be counted
 * @param bytes how large the file is
 */
public record Inventory(int schema, @Nullable Counts counts, long bytes) {

    /** The first version whose tables have what is counted today in one place. */
    private static final int COUNTED = 4;

    /**
     * How many there are.
     *
     * @param newest the number of the newest event; 0 where there never was one
     * @param newestAt when that was; null where nothing is left of it
     */
    public record Counts(
            long interactions,
            long pending,
            long events,
            long newest,
            @Nullable Instant newestAt) {}

    static Inventory of(Sql sql, long bytes) {
        int schema = (int) sql.number("PRAGMA user_version");
        return new Inventory(schema, isKnown(schema) ? counts(sql) : null, bytes);
    }

    /** Whether the tables of a version are those of today, as far as it is counted and compared. */
    static boolean isKnown(int schema) {
        return schema >= COUNTED && schema <= Migrations.newest();
    }

    private static Counts counts(Sql sql) {
        Optional<Instant> newestAt = sql.texts("SELECT at FROM event ORDER BY number DESC LIMIT 1").stream()
                .findFirst()
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli);
        return new Counts(
                sql.number("SELECT count(*) FROM state"),
                sql.number("SELECT count(*) FROM state WHERE status = 'pending'"),
                sql.number("SELECT count(*) FROM event"),
                sql.number("SELECT max(coalesce((SELECT max(number) FROM event), 0), purged_through) FROM log_state"),
                newestAt.orElse(null));
    }
}
