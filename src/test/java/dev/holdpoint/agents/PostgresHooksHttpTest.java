package dev.holdpoint.agents;

import dev.holdpoint.testing.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnPostgres.class)
class PostgresHooksHttpTest extends HooksHttpTest {}
