package dev.holdpoint.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ExportHttpIT extends ExportHttpTest {}
