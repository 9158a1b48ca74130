package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where access is required, whoever is not known may nothing but sign in. */
@QuarkusTest
@TestProfile(RequiredMatrixTest.Configured.class)
class RequiredMatrixTest extends MatrixTest {

    /** As in production, wherever it listens. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdpoint.access.mode", "required", "holdpoint.limits.pending-per-session", "100000");
        }
    }

    @Override
    Map<String, String> nobody() {
        return Map.of("post /v1/sign-out", "204");
    }

    @ParameterizedTest
    @CsvSource({"NOBODY,401", "ASKER,403", "DECIDER,403", "READER,200", "MANAGER,200", "STRANGER,403"})
    void metricsAreOfAllTenants(Who who, int status) throws IOException, InterruptedException {
        assertThat(send("get /q/metrics", "", who == Who.NOBODY ? null : token(who))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"get /", "get /q/health/live", "get /q/openapi"})
    void whatIsFreeIsFree(String endpoint) throws IOException, InterruptedException {
        assertThat(send(endpoint, "", null).statusCode()).isEqualTo(200);
        assertThat(send(endpoint, "", "hpd_none").statusCode()).isEqualTo(200);
    }
}
