package dev.holdpoint.mcp;

import dev.holdpoint.testing.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnPostgres.class)
class PostgresMcpHttpTest extends McpHttpTest {}
