package dev.holdpoint.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Brings the file to the schema of this version, in numbered steps, each one transaction. */
final class Migrations {

    /** In order: the step at index n brings the file from {@code user_version} n to n + 1. */
    private static final List<String> STEPS = List.of("V001__interactions.sql", "V002__pending_in_order.sql");

    private Migrations() {}

    static void apply(Sql sql, SqliteSettings settings) throws SQLException {
        int version = (int) sql.number("PRAGMA user_version");
        if (version > STEPS.size()) {
            throw new IllegalStateException("the file " + settings.file().toAbsolutePath() + " was written by a newer"
                    + " Holdpoint (schema " + version + ", this one knows " + STEPS.size()
                    + "): start that version, or restore a backup");
        }
        for (int step = version; step < STEPS.size(); step++) {
            sql.execute("BEGIN IMMEDIATE");
            try {
                for (String statement : statements(STEPS.get(step))) {
                    sql.execute(statement);
                }
                sql.execute("PRAGMA user_version = " + (step + 1));
                sql.execute("COMMIT");
            } catch (SQLException failure) {
                sql.execute("ROLLBACK");
                throw failure;
            }
        }
    }

    /** A step's statements end in a semicolon at the end of a line. */
    private static List<String> statements(String step) {
        String name = "/db/sqlite/" + step;
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
