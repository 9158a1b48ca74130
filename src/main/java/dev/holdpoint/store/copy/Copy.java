package dev.holdpoint.store.copy;

import dev.holdpoint.store.postgresql.PostgresTarget;
import dev.holdpoint.store.sql.Payload;
import dev.holdpoint.store.sqlite.SqliteSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies all that a data folder has into an empty schema, and reads both again to compare them. Keeping it is for whoever asked,
 * in the transaction of the target: a copy that breaks off leaves nothing. Not thread-safe.
 */
public final class Copy {

    private static final int BATCH = 500;
    private static final String MONTHS =
            "SELECT DISTINCT strftime('%Y-%m', %s / 1000, 'unixepoch') FROM state WHERE %s IS NOT NULL";
    private static final String INSERT_RESPONSE = "INSERT INTO response (number, at, response) VALUES (?, ?, ?)";

    private final SqliteSource source;
    private final PostgresTarget target;
    private final Progress progress;

    public Copy(SqliteSource source, PostgresTarget target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Is told how far it is, often. */
    public interface Progress {
        void at(String what, long rows, long of);
    }

    /** What both have of a table. */
    public record Compared(String table, long rows, long copied, boolean isEqual) {}

    /** Copies, with nothing compared or kept yet. */
    public void copy() {
        run(() -> {
            target.makeMonths(months());
            for (CopiedTable table : CopiedTable.ALL) {
                copy(table);
            }
        });
    }

    /** Reads all of both again; one line a table. */
    public List<Compared> compare() {
        var all = new ArrayList<Compared>();
        run(() -> {
            for (CopiedTable table : CopiedTable.ALL) {
                List<String> columns = columns(table);
                long count = count(table);
                Content original = content(source.connection(), table.reading(columns), columns, table, count);
                Content copied = content(target.connection(), table.readingCopy(columns), columns, table, count);
                boolean isEqual =
                        original.rows() == copied.rows() && original.checksum().equals(copied.checksum());
                all.add(new Compared(table.name(), original.rows(), copied.rows(), isEqual));
            }
        });
        return all;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (SQLException failure) {
            SQLException reason = failure.getNextException() == null ? failure : failure.getNextException();
            throw new IllegalStateException("the copy broke off: " + reason.getMessage(), failure);
        }
    }

    private Set<YearMonth> months() throws SQLException {
        var months = new HashSet<YearMonth>();
        for (String column : List.of("requested_at", "decided_at")) {
            try (Statement statement = source.connection().createStatement();
                    ResultSet rows = statement.executeQuery(MONTHS.replace("%s", column))) {
                while (rows.next()) {
                    months.add(YearMonth.parse(rows.getString(1)));
                }
            }
        }
        return months;
    }

    private void copy(CopiedTable table) throws SQLException {
        List<String> columns = columns(table);
        long count = count(table);
        int width = columns.size() + (table.isPayload() ? 1 : 0);
        Set<String> ofBytes = ofBytes(table);
        int response = table.isEvent() ? columns.indexOf("response") + 1 : 0;
        if (table.name().equals("log_state")) {
            execute("DELETE FROM log_state");
        }
        long done = 0;
        try (Statement statement = source.connection().createStatement();
                ResultSet rows = statement.executeQuery(table.reading(columns));
                PreparedStatement insert = target.connection().prepareStatement(table.inserting(columns));
                PreparedStatement apart = target.connection().prepareStatement(INSERT_RESPONSE)) {
            while (rows.next()) {
                for (int i = 1; i <= width; i++) {
                    Object value = Content.value(rows, i);
                    boolean isApart = i == response && value instanceof String text && new Payload(text).isLarge();
                    boolean isOfBytes = i <= columns.size() && ofBytes.contains(columns.get(i - 1));
                    bind(insert, i, isApart ? null : value, isOfBytes);
                    if (isApart) {
                        apart.setLong(1, rows.getLong("number"));
                        apart.setLong(2, rows.getLong("at"));
                        bind(apart, 3, value, true);
                        apart.addBatch();
                    }
                }
                insert.addBatch();
                if (++done % BATCH == 0) {
                    insert.executeBatch();
                    apart.executeBatch();
                    progress.at("copied " + table.name(), done, count);
                }
            }
            insert.executeBatch();
            apart.executeBatch();
            progress.at("copied " + table.name(), done, count);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value, boolean isOfBytes)
            throws SQLException {
        if (value == null) {
            statement.setObject(index, null);
        } else if (isOfBytes) {
            statement.setBytes(index, value.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            statement.setObject(index, value);
        }
    }

    private Content content(Connection connection, String reading, List<String> columns, CopiedTable table, long count)
            throws SQLException {
        int width = columns.size() + (table.isPayload() ? 1 : 0);
        var content = new Content();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(BATCH);
            try (ResultSet rows = statement.executeQuery(reading)) {
                while (rows.next()) {
                    content.addRow();
                    for (int i = 1; i <= width; i++) {
                        content.add(Content.value(rows, i));
                    }
                    if (content.rows() % BATCH == 0) {
                        progress.at("compared " + table.name(), content.rows(), count);
                    }
                }
            }
        }
        return content;
    }

    private long count(CopiedTable table) throws SQLException {
        try (Statement statement = source.connection().createStatement();
                ResultSet rows = statement.executeQuery(table.counting())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<String> columns(CopiedTable table) throws SQLException {
        var columns = new ArrayList<String>();
        try (Statement statement = source.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table.name() + " LIMIT 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
        }
        return columns;
    }

    private Set<String> ofBytes(CopiedTable table) throws SQLException {
        var columns = new HashSet<String>();
        try (Statement statement = target.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = current_schema() AND data_type = 'bytea' AND table_name = '"
                        + table.name() + "'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
