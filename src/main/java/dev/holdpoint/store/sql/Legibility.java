package dev.holdpoint.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads all that is kept in the way the service does, and says what cannot be read. */
public final class Legibility {

    private static final String INTERACTIONS = "SELECT " + Rows.WHOLE + " FROM state s"
            + " JOIN payload p ON p.sequence = s.sequence LEFT JOIN event t ON t.number = s.settled_number"
            + " ORDER BY s.sequence";
    private static final String KINDS = "SELECT number, kind FROM event ORDER BY number";

    private final Sql sql;
    private final int most;
    private final List<String> findings = new ArrayList<>();
    private long more;

    private Legibility(Sql sql, int most) {
        this.sql = sql;
        this.most = most;
    }

    /**
     * Reads all of it.
     *
     * @param most how many findings are told one by one
     * @return a line for each, which begins with its place
     */
    public static List<String> findings(Sql sql, int most) {
        var reading = new Legibility(sql, most);
        reading.read("interaction", INTERACTIONS, Rows::interaction);
        reading.read("event", KINDS, row -> {
            row.number();
            LogQueries.kind(row.text());
        });
        reading.read("credential", CredentialRows.ALL, CredentialRows::credential);
        reading.read("invitation", CredentialRows.ALL_INVITATIONS, CredentialRows::invitation);
        if (reading.more > 0) {
            reading.findings.add("and " + reading.more + " more that cannot be read");
        }
        return reading.findings;
    }

    private void read(String what, String statement, Consumer<Row> reading) {
        sql.each(statement, row -> {
            String place = row.textAt(1);
            try {
                reading.accept(row);
            } catch (SqlFailure ofTheDatabase) {
                throw ofTheDatabase;
            } catch (RuntimeException broken) {
                add(what + " " + place + ": cannot be read: "
                        + Objects.requireNonNullElse(broken.getMessage(), "something is missing"));
            }
            return true;
        });
    }

    private void add(String finding) {
        if (findings.size() < most) {
            findings.add(finding);
        } else {
            more++;
        }
    }
}
