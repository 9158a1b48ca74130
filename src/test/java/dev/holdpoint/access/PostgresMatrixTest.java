package dev.holdpoint.access;

import dev.holdpoint.testing.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(PostgresMatrixTest.Configured.class)
class PostgresMatrixTest extends RequiredMatrixTest {

    /** As in production, on PostgreSQL. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OnPostgres.and(new RequiredMatrixTest.Configured());
        }
    }
}
