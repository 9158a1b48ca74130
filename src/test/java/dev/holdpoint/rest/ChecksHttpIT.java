package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** What becomes of schemas that take too much: again, on the packaged service. */
@QuarkusIntegrationTest
class ChecksHttpIT extends ChecksHttpTest {}
