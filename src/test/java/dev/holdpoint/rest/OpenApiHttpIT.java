package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** What the OpenAPI document says: again, on the packaged service. */
@QuarkusIntegrationTest
class OpenApiHttpIT extends OpenApiHttpTest {}
