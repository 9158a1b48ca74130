package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A store that is full, seen by callers: asks are refused, what is pending is settled, and it recovers by itself. */
@QuarkusTest
@TestProfile(FullStoreHttpTest.SmallStore.class)
class FullStoreHttpTest extends HttpTest {

    private static final String LARGE = ",\"data\":\"" + "x".repeat(50_000) + "\"";

    public static final class SmallStore implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdpoint.sqlite.max-size", "8M");
        }
    }

    @Test
    void aFullStoreRefusesAsksAndRecoversByItself() {
        // Given: a store that asks have filled
        var kept = new ArrayList<JsonNode>();
        Answer refused = api.ask(Api.session(), LARGE);
        while (refused.status() == 201) {
            kept.add(refused.body());
            refused = api.ask(Api.session(), LARGE);
        }
        assertThat(kept).hasSizeGreaterThan(5);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.slug()).isEqualTo("store-unavailable");
        assertThat(refused.body().path("detail").asText()).contains("full", "can be settled");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(api.get("/q/health/ready").status()).isEqualTo(503);
        assertThat(api.get("/q/health/live").status()).isEqualTo(200);
        assertThat(kept)
                .allSatisfy(known -> assertThat(
                                api.get("/v1/interactions/" + known.path("id").asText())
                                        .body())
                        .isEqualTo(known));

        // When all that is pending is settled, which there is room for
        for (JsonNode known : kept) {
            assertThat(api.resolve(known.path("id").asText(), "1").status()).isEqualTo(200);
        }

        // Then
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(api.get("/q/health/ready").status()).isEqualTo(200));
        assertThat(api.ask(Api.session(), LARGE).status()).isEqualTo(201);
    }
}
