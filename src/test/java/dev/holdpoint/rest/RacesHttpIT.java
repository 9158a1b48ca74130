package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Everything that can end an interaction, at once: again, on the packaged service. */
@QuarkusIntegrationTest
class RacesHttpIT extends RacesHttpTest {}
