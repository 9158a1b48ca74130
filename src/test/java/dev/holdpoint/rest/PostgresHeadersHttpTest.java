package dev.holdpoint.rest;

import dev.holdpoint.testing.OnPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnPostgres.class)
class PostgresHeadersHttpTest extends HeadersHttpTest {}
