package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The event stream, statistics and operations: again, on the packaged service. */
@QuarkusIntegrationTest
class EventsHttpIT extends EventsHttpTest {}
