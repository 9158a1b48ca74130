package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand who take one link at once; in a service of their own, for so many failures close the door for a while. */
@QuarkusTest
@TestProfile(OneLinkHttpTest.Alone.class)
class OneLinkHttpTest {

    private static final int TAKERS = 1_000;

    @TestHTTPResource
    URI base;

    @Inject
    SigningIn signingIn;

    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdpoint.access.mode", "required");
        }
    }

    @Test
    void oneOfAThousandIsSignedIn() {
        var api = new Api(base);
        String secret = signingIn.inviteLocal().await().indefinitely().secret();

        // When
        List<CompletableFuture<Answer>> asked = IntStream.range(0, TAKERS)
                .mapToObj(i -> api.postLater("/v1/sign-in", "{\"secret\":\"" + secret + "\"}"))
                .toList();

        // Then
        List<Answer> told = asked.stream().map(CompletableFuture::join).toList();
        List<Answer> signedIn =
                told.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(signedIn).hasSize(1);
        assertThat(told).extracting(Answer::status).containsOnly(200, 401, 429);
        String session = signedIn.getFirst().body().path("token").asText();
        assertThat(api.get("/v1/me", "Authorization", "Bearer " + session).status())
                .isEqualTo(200);
    }
}
