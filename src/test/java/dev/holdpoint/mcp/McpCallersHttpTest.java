package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.McpStream;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call tools where callers are known by a provider's tokens, and what the others are told. */
@QuarkusTest
@TestProfile(McpCallersHttpTest.Configured.class)
class McpCallersHttpTest {

    private static final RSAKey KEY = OpenIdProvider.newKey();
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
    private static final String QUESTION = "{\"question\":\"Why?\"}";
    private static final String ANSWER = "{\"answers\":{\"Why?\":\"because\"}}";

    /** With a provider. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return OpenIdProvider.configured("http", Map.of(), "acme");
        }
    }

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private OpenIdProvider provider;
    private Api api;

    @BeforeEach
    void start() {
        provider = new OpenIdProvider(port, KEY);
        api = new Api(base);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/v1/me", bearer(scoped("anna", "holdpoint:ask")))
                                .status()
                        == 200);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void whoIsNotKnownIsToldWhereToGetAToken() {
        // When
        Answer needed = api.post("/mcp", PING);
        Answer wrong = api.post("/mcp", PING, bearer("nonsense"));
        Answer elsewhere = api.get("/v1/interactions");

        // Then
        String metadata = base + ".well-known/oauth-protected-resource/mcp";
        assertThat(needed.status()).isEqualTo(401);
        assertThat(needed.header("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer realm=\"holdpoint\", resource_metadata=\"" + metadata + "\", scope=\"holdpoint:ask\"");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).contains("error=\"invalid_token\"", metadata);
        assertThat(elsewhere.header("WWW-Authenticate")).doesNotContain("resource_metadata");
    }

    @Test
    void theMetadataNamesTheProvider() {
        // When
        Answer answer = api.get("/.well-known/oauth-protected-resource/mcp");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("resource").asText()).isEqualTo(base + "mcp");
        assertThat(answer.body().path("authorization_servers").toString())
                .isEqualTo("[\"http://localhost:" + port + "/acme\"]");
        assertThat(answer.body().path("scopes_supported").toString()).isEqualTo("[\"holdpoint:ask\"]");
    }

    @Test
    void whoMayNotAskIsToldWhatIsLacking() {
        // When
        Answer answer = api.post("/mcp", PING, bearer(scoped("anna", "holdpoint:decide")));

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_scope\"", "scope=\"holdpoint:ask\"", "resource_metadata=");
        assertThat(api.post(
                                "/v1/agents/codex/hook",
                                "{\"hook_event_name\":\"Stop\"}",
                                bearer(scoped("anna", "holdpoint:decide")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCursorGrantsNothing() {
        // Given
        String session = Api.session();
        try (var held = call(session, scoped("anna", "holdpoint:ask"))) {
            String cursor = held.cursor();

            // When
            Answer others = api.get(
                    "/mcp",
                    "Accept",
                    "text/event-stream",
                    "Last-Event-ID",
                    cursor,
                    "Authorization",
                    "Bearer " + scoped("berta", "holdpoint:ask"));
            Answer nobodys = api.get("/mcp", "Accept", "text/event-stream", "Last-Event-ID", cursor);

            // Then
            assertThat(others.status()).isEqualTo(404);
            assertThat(nobodys.status()).isEqualTo(401);
        }
    }

    @Test
    void nobodyCallsOffWhatAnotherAsked() {
        // Given
        String session = Api.session();
        Api person = new Api(base, bearer(scoped("clara", "holdpoint:decide holdpoint:read")));
        try (var held = call(session, scoped("anna", "holdpoint:ask"))) {
            held.cursor();
            String id = person.pendingIn(session);
            String off = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";

            // When
            for (String other : List.of("holdpoint:ask", "holdpoint:ask holdpoint:decide")) {
                Answer answer = api.post(
                        "/mcp", off, "Mcp-Session-Id", session, "Authorization", "Bearer " + scoped("berta", other));
                assertThat(answer.status()).isEqualTo(202);
            }

            // Then
            person.resolve(id, ANSWER);
            assertThat(held.result().at("/result/structuredContent/answer").asText())
                    .isEqualTo("because");
            assertThat(held.result()
                            .at("/result/structuredContent/decidedBy/id")
                            .asText())
                    .isEqualTo("acme:clara");
        }
    }

    @Test
    void whoIsLimitedToSessionsGetsOneOfTheirs() {
        // Given
        String prefixed = limited("ci-*");
        String one = limited("nightly");

        // When
        String begins = api.post("/mcp", INITIALIZE, bearer(prefixed)).header("Mcp-Session-Id");
        String is = api.post("/mcp", INITIALIZE, bearer(one)).header("Mcp-Session-Id");
        Answer outside = api.post(
                "/mcp",
                McpStream.call("1", "ask_human", QUESTION),
                "Mcp-Session-Id",
                "elsewhere",
                "Authorization",
                "Bearer " + one);

        // Then
        assertThat(begins).matches("ci-[0-9a-f-]{36}");
        assertThat(is).isEqualTo("nightly");
        assertThat(outside.body().at("/result/isError").asBoolean()).isTrue();
    }

    private McpStream call(String session, String token) {
        return McpStream.post(
                base,
                McpStream.call("1", "ask_human", QUESTION),
                "Mcp-Session-Id",
                session,
                "Authorization",
                "Bearer " + token);
    }

    private String scoped(String who, String scope) {
        return token(claims -> claims.subject(who).claim("scope", scope));
    }

    private String limited(String sessions) {
        return token(claims -> claims.claim(
                "authorization_details",
                List.of(Map.of("type", "holdpoint", "actions", List.of("ask"), "sessions", List.of(sessions)))));
    }

    private String token(Consumer<JWTClaimsSet.Builder> more) {
        return OpenIdProvider.token(KEY, "http://localhost:" + port + "/acme", more);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
