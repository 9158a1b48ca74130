package dev.holdpoint.rest;

import dev.holdpoint.testing.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(PostgresShutDownHttpTest.OfPostgres.class)
class PostgresShutDownHttpTest extends ShutDownHttpTest {

    public static final class OfPostgres implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OnPostgres.and(new ShutDownHttpTest.Alone());
        }
    }
}
