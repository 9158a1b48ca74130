package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the service is open to its own machine, whoever is not known may ask, and come back for what nobody known asked. */
@QuarkusTest
@TestProfile(LocalMatrixTest.Configured.class)
class LocalMatrixTest extends MatrixTest {

    private static final String ASK = "{\"type\":\"question\",\"sessionId\":\"ci-1\"}";

    @Inject
    LocalToken localToken;

    /** As on somebody's laptop. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return with(Map.of("holdpoint.access.mode", "local", "holdpoint.limits.pending-per-session", "100000"));
        }
    }

    /** The interaction was asked by somebody known: nobody unknown sees it, even by its id. */
    @Override
    Map<String, String> nobody() {
        return Map.of(
                "post /v1/interactions",
                "201",
                "get /v1/interactions/{id}",
                "404",
                "post /v1/interactions/{id}/cancel",
                "404",
                "post /v1/agents/{agent}/hook",
                "200",
                "post /v1/sign-out",
                "204");
    }

    @Test
    void whoAskedComesBackForItByItsIdAndCannotAnswerIt() {
        var api = new Api(base);
        String id = api.post("/v1/interactions", ASK).id();

        assertThat(api.get("/v1/interactions/" + id).status()).isEqualTo(200);
        assertThat(api.resolve(id, "1").status()).isEqualTo(401);
        assertThat(api.post("/v1/interactions/" + id + "/reject", "{}").status())
                .isEqualTo(401);
        assertThat(api.get("/v1/interactions").status()).isEqualTo(401);
        assertThat(api.get("/v1/events").status()).isEqualTo(401);
        assertThat(api.post("/v1/interactions/" + id + "/cancel", "{}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Whatever", "x-real-ip", "Via"})
    void whatCameThroughAProxyIsNotOfThisMachine(String header) {
        var api = new Api(base);

        Answer asked = api.post("/v1/interactions", ASK, header, "10.0.0.1");

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"holdpoint\"");
        assertThat(api.get("/v1/me", header, "10.0.0.1").status()).isEqualTo(401);
    }

    @Test
    void scriptsOfThisMachineDecideByTheTokenInItsFile() throws IOException {
        var api = new Api(base);
        String id = api.post("/v1/interactions", ASK).id();
        String token = Files.readString(localToken.file()).strip();

        Answer settled = api.resolve(id, "1", "Authorization", "Bearer " + token);

        assertThat(settled.status()).isEqualTo(200);
        assertThat(settled.body().path("decidedBy").toString())
                .isEqualTo("{\"id\":\"person:local\",\"kind\":\"person\",\"name\":\"local\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(localToken.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void theTokenOfTheStartBeforeIsWorthNothing() throws IOException {
        var api = new Api(base);
        String before = Files.readString(localToken.file()).strip();

        localToken.renew().await().indefinitely();

        String after = Files.readString(localToken.file()).strip();
        assertThat(api.get("/v1/me", "Authorization", "Bearer " + before).status())
                .isEqualTo(401);
        assertThat(api.get("/v1/me", "Authorization", "Bearer " + after).status())
                .isEqualTo(200);
    }
}
