package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Ask, await, settle, list and remove: again, on the packaged service. */
@QuarkusIntegrationTest
class InteractionsHttpIT extends InteractionsHttpTest {}
