package dev.holdpoint.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A service whose store is PostgreSQL, in a schema of its own. */
public final class OnPostgres implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return settings();
    }

    /** Those of another profile, on PostgreSQL. */
    public static Map<String, String> and(QuarkusTestProfile profile) {
        var all = new HashMap<>(profile.getConfigOverrides());
        all.putAll(settings());
        return all;
    }

    private static Map<String, String> settings() {
        String schema = "h" + UUID.randomUUID().toString().replace("-", "");
        PostgresServer.make(schema);
        return Map.of(
                "holdpoint.store", "postgresql",
                "holdpoint.postgresql.url", PostgresServer.url(PostgresServer.port(), schema),
                "holdpoint.postgresql.username", "postgres");
    }
}
