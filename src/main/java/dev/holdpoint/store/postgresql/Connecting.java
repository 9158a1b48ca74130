package dev.holdpoint.store.postgresql;

import dev.holdpoint.store.sql.Sql;
import dev.holdpoint.store.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Makes connections, each with limits to what it waits for: what the address says itself counts more. Thread-safe. */
final class Connecting {

    private static final int CONNECT_SECONDS = 2;

    /** Where a process starts, on a machine that may be busy with that. */
    private static final int PATIENT_SECONDS = 10;

    /** Longer than the limits of what is asked. */
    private static final int ANSWER_SECONDS = 5;

    /** Longer than the limits of what is done beside all else. */
    private static final int WORK_SECONDS = 60;

    private static final PostgresSpelling SPELLING = new PostgresSpelling();

    private final PostgresSettings settings;

    Connecting(PostgresSettings settings) {
        this.settings = settings;
    }

    Sql connect() {
        return new Sql(connect(settings.url(), CONNECT_SECONDS, ANSWER_SECONDS), SPELLING);
    }

    /** For what may take long. */
    Sql connectPatiently() {
        return new Sql(connect(settings.url(), PATIENT_SECONDS, 0), SPELLING);
    }

    Sql connectToListen() {
        return new Sql(connect(settings.listenUrl(), CONNECT_SECONDS, ANSWER_SECONDS), SPELLING);
    }

    /** For what is not asked in transactions, and so by no pooler. */
    Sql connectToWork() {
        return new Sql(connect(settings.listenUrl(), CONNECT_SECONDS, WORK_SECONDS), SPELLING);
    }

    private Connection connect(PostgresUrl url, int connectSeconds, int answerSeconds) {
        var properties = new Properties();
        if (settings.username() != null) {
            PGProperty.USER.set(properties, settings.username());
        }
        settings.password().read().ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
        PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, connectSeconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, answerSeconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.APPLICATION_NAME.set(properties, "holdpoint");
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
        try {
            Connection connection = new Driver().connect(url.text(), properties);
            if (connection == null) {
                throw new SQLException("no address of PostgreSQL");
            }
            return connection;
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
