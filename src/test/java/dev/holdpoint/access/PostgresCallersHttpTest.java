package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.OnPostgres;
import dev.holdpoint.testing.PostgresServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@QuarkusTest
@TestProfile(PostgresCallersHttpTest.OfPostgres.class)
class PostgresCallersHttpTest extends CallersHttpTest {

    @ConfigProperty(name = "holdpoint.postgresql.url")
    String url;

    public static final class OfPostgres implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OnPostgres.and(new CallersHttpTest.Configured());
        }
    }

    @Override
    Map<String, String> kept() throws SQLException {
        String schema = url.substring(url.indexOf("currentSchema=") + "currentSchema=".length());
        var all = new HashMap<String, String>();
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("credential", "invitation", "state", "payload", "event")) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(string_agg(t::text, ' '), '') FROM " + schema + "." + table + " t")) {
                    rows.next();
                    all.put(table, rows.getString(1));
                }
            }
        }
        assertThat(all.get("credential")).contains("manager");
        return all;
    }
}
