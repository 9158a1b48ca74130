package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.LogLines;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of OpenID providers over HTTP, where access is required; providers that were not there when the service started. */
@QuarkusTest
@TestProfile(ProvidersHttpTest.Configured.class)
class ProvidersHttpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RSAKey KEY = OpenIdProvider.newKey();

    @TestHTTPResource
    URI base;

    @Inject
    SigningIn signingIn;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private Api api;

    /** With providers at a port where nobody listens when the service starts. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String acme = "holdpoint.access.providers.acme.";
            String blue = "holdpoint.access.providers.blue-2.";
            Map<String, String> more = Map.of(
                    acme + "audience",
                    OpenIdProvider.AUDIENCE + ",another",
                    acme + "roles.\"night shift\"",
                    "decide,read",
                    blue + "kind",
                    "service",
                    blue + "claims.tenant",
                    "/org");
            return OpenIdProvider.configured("http", more, "acme", "blue-2");
        }
    }

    @BeforeEach
    void makeApi() {
        api = new Api(base);
    }

    private String issuer(String name) {
        return "http://localhost:" + port + "/" + name;
    }

    private String token(Consumer<JWTClaimsSet.Builder> more) {
        return OpenIdProvider.token(KEY, issuer("acme"), more);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private Answer me(String token) {
        return api.get("/v1/me", bearer(token));
    }

    /** Asks who somebody is until the service has reached a provider that was not there. */
    private Answer meOnceReached(String token) {
        return Awaitility.await().atMost(SOON).until(() -> me(token), answer -> answer.status() != 503);
    }

    @Test
    void whoeverShowsATokenIsKnown() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            Answer me = meOnceReached(token(claims -> claims.claim("scope", "openid holdpoint:read holdpoint:ask")
                    .claim("groups", List.of("night shift"))
                    .claim("name", "Anna B")));

            assertThat(me.status()).as(me.text()).isEqualTo(200);
            assertThat(me.body().path("caller").toString())
                    .isEqualTo("{\"id\":\"acme:anna\",\"kind\":\"person\",\"name\":\"Anna B\"}");
            assertThat(me.body().path("permissions").toString()).isEqualTo("[\"ask\",\"decide\",\"read\"]");
            assertThat(me.body().path("tenant").asText()).isEqualTo("default");
            assertThat(me.body().path("via").asText()).isEqualTo("provider");
            assertThat(me.header("Cache-Control")).contains("private");
        }
    }

    @Test
    void aTokenWithoutPermissionsMayDoNothing() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            String token = token(claims -> {});

            assertThat(meOnceReached(token).status()).isEqualTo(200);
            assertThat(api.get("/v1/interactions", bearer(token)).slug()).isEqualTo("forbidden");
            assertThat(api.post("/v1/interactions", "{\"type\":\"question\",\"sessionId\":\"s\"}", bearer(token))
                            .status())
                    .isEqualTo(403);
            assertThat(api.post("/v1/tokens", "{\"name\":\"x\",\"permissions\":[\"ask\"]}", bearer(token))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTenantIsNeverMadeUp() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            String without = OpenIdProvider.token(KEY, issuer("blue-2"), claims -> {});
            String with = OpenIdProvider.token(KEY, issuer("blue-2"), claims -> claims.claim("org", "north"));

            assertThat(meOnceReached(without).slug()).isEqualTo("forbidden");
            assertThat(me(with).body().path("tenant").asText()).isEqualTo("north");
            assertThat(me(with).body().path("caller").path("id").asText()).isEqualTo("blue-2:anna");
            assertThat(me(with).body().path("caller").path("kind").asText()).isEqualTo("service");
        }
    }

    @Test
    void anotherAudienceOfSeveralWillDo() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            assertThat(meOnceReached(token(claims -> claims.audience(List.of("elsewhere", "another"))))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            Instant now = Instant.now();
            String ended = token(claims ->
                    claims.issueTime(null).notBeforeTime(null).expirationTime(Date.from(now.minusSeconds(15))));
            String early = token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(15))));

            assertThat(meOnceReached(ended).status()).isEqualTo(200);
            assertThat(me(early).status()).isEqualTo(200);
            assertThat(me(token(claims -> claims.issueTime(null))).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt"})
    void aTokenSaysWhatItIs(String type) {
        try (var provider = new OpenIdProvider(port, KEY)) {
            assertThat(meOnceReached(OpenIdProvider.token(KEY, "RS256", type, issuer("acme"), claims -> {}))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsSignedIsTakenByAnyOfTheAlgorithms() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            assertThat(meOnceReached(OpenIdProvider.token(KEY, "PS256", "JWT", issuer("acme"), claims -> {}))
                            .status())
                    .isEqualTo(200);
            assertThat(me(OpenIdProvider.token(KEY, "RS512", "JWT", issuer("acme"), claims -> {}))
                            .status())
                    .isEqualTo(401);
            var curve = OpenIdProvider.newCurveKey();
            provider.useKey(curve);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> me(OpenIdProvider.token(curve, issuer("acme"), claims -> {}))
                                    .status()
                            == 200);
            provider.useKey(KEY);
            Awaitility.await().atMost(SOON).until(() -> me(token(claims -> {})).status() == 200);
        }
    }

    @Test
    void aKeyThatIsNewIsFoundAndOneThatIsGoneIsRefused() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            String old = token(claims -> {});
            assertThat(meOnceReached(old).status()).isEqualTo(200);
            RSAKey next = OpenIdProvider.newKey();
            provider.useKey(next);

            String current = OpenIdProvider.token(next, issuer("acme"), claims -> {});
            Awaitility.await().atMost(SOON).until(() -> me(current).status() == 200);

            Awaitility.await().atMost(SOON).until(() -> me(old).status() == 401);
            provider.useKey(KEY);
            Awaitility.await().atMost(SOON).until(() -> me(old).status() == 200);
        }
    }

    /** They wait for the one that asks the provider, and are not refused meanwhile. */
    @Test
    void ofManyTokensWithANewKeyNoneIsRefused() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            assertThat(meOnceReached(token(claims -> {})).status()).isEqualTo(200);
            RSAKey next = OpenIdProvider.newKey();
            provider.useKey(next);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> me(OpenIdProvider.token(next, issuer("acme"), claims -> {}))
                                    .status()
                            == 200);
            provider.useKey(KEY);
            Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> statusesAtOnce(20).equals(Collections.nCopies(20, 200)));
        }
    }

    private List<Integer> statusesAtOnce(int count) {
        var answers = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < count; i++) {
            answers.add(api.getLater("/v1/me", bearer(token(claims -> {}))));
        }
        return answers.stream().map(answer -> answer.join().status()).toList();
    }

    @Test
    void whileItsProviderIsAwayATokenIsNeitherGoodNorWrong() {
        String link = signingIn.inviteLocal().await().indefinitely().secret();
        RSAKey next = OpenIdProvider.newKey();
        String unknown = OpenIdProvider.token(next, issuer("acme"), claims -> {});
        try (var audit = new LogLines("dev.holdpoint.audit")) {
            Answer refused = Awaitility.await().atMost(SOON).until(() -> me(unknown), answer -> answer.status() == 503);

            assertThat(refused.slug()).isEqualTo("identity-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("WWW-Authenticate")).isEmpty();
            assertThat(me(unknown).status()).isEqualTo(503);
        }
        String session = api.post("/v1/sign-in", "{\"secret\":\"" + link + "\"}")
                .body()
                .path("token")
                .asText();
        assertThat(me(session).status()).isEqualTo(200);
    }

    @Test
    void aKnownKeyIsGoodWhileItsProviderIsAway() {
        var provider = new OpenIdProvider(port, KEY);
        assertThat(meOnceReached(token(claims -> {})).status()).isEqualTo(200);

        provider.goDown();

        assertThat(me(token(claims -> {})).status()).isEqualTo(200);
        assertThat(me(token(claims -> claims.audience("elsewhere"))).status()).isEqualTo(401);
        String unknown = OpenIdProvider.token(OpenIdProvider.newKey(), issuer("acme"), claims -> {});
        Awaitility.await().atMost(SOON).until(() -> me(unknown).status() == 503);
        assertThat(me(token(claims -> {})).status()).isEqualTo(200);
        provider.start();
        Awaitility.await().atMost(SOON).until(() -> me(unknown).status() == 401);
        provider.close();
    }

    @Test
    void whatIsHeldEndsWithTheToken() {
        try (var provider = new OpenIdProvider(port, KEY)) {
            String[] lasting = bearer(token(claims -> claims.claim("scope", "holdpoint:ask")));
            meOnceReached(lasting[1].substring(7));
            String id = api.post("/v1/interactions", "{\"type\":\"question\",\"sessionId\":\"s\"}", lasting)
                    .id();
            String[] ending = bearer(token(claims -> claims.claim("scope", "holdpoint:ask")
                    .expirationTime(Date.from(Instant.now().plusSeconds(3)))));

            Answer waited = api.get("/v1/interactions/" + id + "?wait=60", ending);

            assertThat(waited.status()).as(waited.text()).isEqualTo(401);
            assertThat(waited.header("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void onlyAHashOfATokenIsLogged() {
        try (var provider = new OpenIdProvider(port, KEY);
                var audit = new LogLines("dev.holdpoint.audit")) {
            String token = token(claims -> {});
            meOnceReached(token);
            api.get("/v1/statistics", bearer(token));

            assertThat(audit.fields())
                    .anySatisfy(fields -> assertThat(fields)
                            .containsEntry("caller", "acme:anna")
                            .containsEntry("credential", Secret.hashOf(token).substring(0, 32)));
            assertThat(audit.seen()).noneMatch(line -> line.contains(token));
        }
    }
}
