package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.dialect.FixtureTools;
import dev.holdpoint.testing.McpSuite;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The conformance suite of MCP, as far as it calls tools that are not this service's. */
@QuarkusTest
@TestProfile(McpFixturesHttpTest.WithFixtures.class)
class McpFixturesHttpTest {

    private static final String COMING_BACK = "server-sse-polling";

    static final List<String> SCENARIOS = List.of(
            "tools-call-simple-text",
            "tools-call-error",
            "tools-call-with-progress",
            "json-schema-2020-12",
            McpFixturesHttpTest.COMING_BACK);

    @TempDir
    static Path temporary;

    public static final class WithFixtures implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FixtureTools.class, Hurried.class);
        }
    }

    @TestHTTPResource
    URI base;

    @Inject
    FixtureTools fixtures;

    @BeforeAll
    static void install() throws Exception {
        McpSuite.install();
    }

    @ParameterizedTest
    @FieldSource("SCENARIOS")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void eachCheckOfAScenarioIsPassed(String scenario) throws Exception {
        // Given
        int before = fixtures.cut();

        // When
        McpSuite.assertPassed(base, scenario, temporary.resolve(scenario));

        // Then
        int comingBack = scenario.equals(COMING_BACK) ? 1 : 0;
        assertThat(fixtures.cut() - before).isEqualTo(comingBack);
    }
}
