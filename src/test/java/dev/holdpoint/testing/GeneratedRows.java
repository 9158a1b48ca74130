package dev.holdpoint.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a PostgreSQL schema as if so much had been asked and settled over some time before a moment, the log purged of all but
 * its last day, and so much had been asked since that is pending.
 *
 * <p>Most sessions have twenty interactions; a tenth of all is in one, {@code often}. Ten of the settled, and one pending, are of the type {@code rare}
 * and in the session {@code rare}. Half have keys; every twentieth is of another tenant.
 */
public record GeneratedRows(long settled, long pending, Instant now, Duration over) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Fills what is empty, with indexes made afterwards. */
    public void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            makeMonths(sql);
            List<String> indexes = texts(
                    sql,
                    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'state'"
                            + " AND indexname NOT IN ('state_pkey', 'state_id_key')");
            for (String name : texts(
                    sql,
                    "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'state'"
                            + " AND indexname NOT IN ('state_pkey', 'state_id_key')")) {
                sql.execute("DROP INDEX " + name);
            }
            sql.execute(insert(
                    rows("2 * i + 1", settled, begin() + " + i::bigint * " + over.toMillis() + " / " + settled),
                    "'resolved', requested_at + 60000, requested_at + 60000, requested_at + 50000, 'responder', sequence + 1,"
                            + " 'resolved'"));
            long far = now.toEpochMilli() + DAY;
            sql.execute(insert(
                    rows("2 * " + settled + "::bigint + i + 1", pending, now.toEpochMilli() - 1_000 + ""),
                    "'pending', " + far + " + i, " + far + " + i, NULL, NULL, NULL, NULL"));
            sql.execute("INSERT INTO payload (sequence, requested_at, title, metadata, data)"
                    + " SELECT sequence, requested_at, 'May I?', '{}', convert_to('{\"text\":\"' || repeat('word ', 30) || '\"}',"
                    + " 'UTF8') FROM state");
            long inLog = settled * Math.min(over.toMillis(), DAY) / over.toMillis();
            long purged = 2 * (settled - inLog);
            sql.execute(
                    "INSERT INTO event (number, sequence, kind, at) SELECT sequence, sequence, 'requested', requested_at"
                            + " FROM state WHERE sequence > " + purged);
            sql.execute("INSERT INTO event (number, sequence, kind, at, status, origin, response)"
                    + " SELECT settled_number, sequence, 'settled', decided_at, 'resolved', 'responder', '{\"ok\":true}'"
                    + " FROM state WHERE settled_number IS NOT NULL");
            sql.execute("UPDATE log_state SET purged_through = " + purged);
            sql.execute("INSERT INTO tally (tenant, type, requested, resolved) SELECT tenant, type, count(*),"
                    + " count(*) FILTER (WHERE status = 'resolved') FROM state GROUP BY tenant, type");
            for (String index : indexes) {
                sql.execute(index);
            }
            sql.execute("VACUUM ANALYZE");
        }
    }

    /** One of those that are pending in the first tenant, which are nineteen of twenty. */
    public String pendingId(long place) {
        return "00000000-0000-7000-8000-%012x".formatted(2 * settled + place / 19 * 20 + place % 19 + 1);
    }

    public String settledId(long place) {
        return "00000000-0000-7000-8000-%012x".formatted(2 * place + 1);
    }

    private long begin() {
        return now.toEpochMilli() - over.toMillis() - 120_000;
    }

    private String rows(String sequence, long count, String requestedAt) {
        long oneOf = count == settled ? Math.max(10, settled / 10) : Long.MAX_VALUE;
        return """
            SELECT i, %1$s AS sequence, '00000000-0000-7000-8000-' || lpad(to_hex(%1$s), 12, '0') AS id,
              CASE WHEN i %% 20 = 19 THEN 'tenant-' || i %% 3 ELSE 'default' END AS tenant,
              CASE WHEN i %% %2$d = 7 THEN 'rare' WHEN i %% 10 = 3 THEN 'often' ELSE 'session-' || i / 20 END AS session_id,
              CASE WHEN i %% %2$d = 7 THEN 'rare' WHEN i %% 3 = 0 THEN 'approval' ELSE 'question' END AS type,
              CASE WHEN i %% 2 = 0 THEN 'somebody-' || i %% 50 END AS requested_by,
              CASE WHEN i %% 2 = 0 THEN 'family-' || i %% 50 END AS family,
              CASE WHEN i %% 2 = 0 THEN 'key-' || %1$s END AS ask_key,
              %3$s AS requested_at
            FROM generate_series(0, %4$d) i""".formatted(sequence, oneOf, requestedAt, count - 1);
    }

    private static String insert(String rows, String values) {
        return "INSERT INTO state (sequence, id, tenant, session_id, type, requested_by, family, ask_key, ask_fingerprint,"
                + " requested_at, separate, size, status, expires_at, due_at, decided_at, origin, settled_number, outcome)"
                + " SELECT sequence, id, tenant, session_id, type, requested_by, family, ask_key,"
                + " CASE WHEN ask_key IS NOT NULL THEN md5(ask_key) END, requested_at, 0, 500, " + values + " FROM ("
                + rows + ") r";
    }

    private void makeMonths(Statement sql) throws SQLException {
        var last = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
        var first = YearMonth.from(Instant.ofEpochMilli(begin()).atOffset(ZoneOffset.UTC));
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            for (String table : List.of("payload", "response")) {
                String name = "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
                if (texts(sql, "SELECT to_regclass('" + name + "')").contains(name)) {
                    continue;
                }
                sql.execute("CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d)"
                        .formatted(name, table, millis(month), millis(month.plusMonths(1))));
            }
        }
    }

    private static long millis(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> texts(Statement sql, String query) throws SQLException {
        var all = new ArrayList<String>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                all.add(String.valueOf(rows.getString(1)));
            }
        }
        return all;
    }
}
