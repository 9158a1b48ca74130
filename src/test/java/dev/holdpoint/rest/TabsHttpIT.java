package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Many tabs, and tabs that do not read: again, on the packaged service. */
@QuarkusIntegrationTest
class TabsHttpIT extends TabsHttpTest {}
