package dev.holdpoint.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.LogLines;
import dev.holdpoint.testing.OpenIdProvider;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the service to a provider and back, as a browser goes; where the service has a public address, below a path. */
@QuarkusTest
@TestProfile(ProviderSignInHttpTest.Configured.class)
class ProviderSignInHttpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RSAKey KEY = OpenIdProvider.newKey();
    private static final String CALLBACK = "https://x.example/approvals/v1/sign-in/acme/callback";

    /** What browsers would like to have. */
    private static final String BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @TestHTTPResource
    URI base;

    @ConfigProperty(name = "test.provider.port")
    int port;

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private Api api;
    private OpenIdProvider provider;

    /** One provider that people sign in with, and one that they do not. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String acme = "holdpoint.access.providers.acme.";
            Map<String, String> more = Map.of(
                    "holdpoint.http.public-url",
                    "https://x.example/approvals",
                    acme + "client-id",
                    "page",
                    acme + "client-secret",
                    "what only these two know",
                    acme + "roles.\"night shift\"",
                    "decide");
            return OpenIdProvider.configured("http", more, "acme", "bots");
        }
    }

    @BeforeEach
    void startProvider() {
        api = new Api(base);
        provider = new OpenIdProvider(port, KEY);
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    private HttpResponse<String> go(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(SOON);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String to(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> begin() {
        return Awaitility.await()
                .atMost(SOON)
                .until(() -> go(base + "v1/sign-in/acme"), answer -> answer.statusCode() != 503);
    }

    private static String cookie(HttpResponse<String> begun) {
        return begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    /** Where the provider sends whoever signed in, as this process is reached. */
    private String back(HttpResponse<String> begun) {
        String callback = to(go(to(begun)));
        assertThat(callback).startsWith(CALLBACK + "?");
        return callback.replace("https://x.example/approvals/", base.toString());
    }

    @Test
    void whoIsNotKnownIsToldWhereToSignIn() {
        assertThat(api.get("/v1/me").body().path("providers").toString())
                .isEqualTo("[{\"name\":\"acme\",\"href\":\"v1/sign-in/acme\"}]");
    }

    @Test
    void onesWayToAProviderIsKeptInACookieForFiveMinutes() {
        HttpResponse<String> begun = begin();

        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(to(begun))
                .startsWith("http://localhost:" + port + "/acme/authorize?")
                .contains("response_type=code", "client_id=page", "code_challenge_method=S256", "nonce=", "state=")
                .contains("scope=openid+profile")
                .contains("redirect_uri=https%3A%2F%2Fx.example%2Fapprovals%2Fv1%2Fsign-in%2Facme%2Fcallback");
        assertThat(begun.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains(
                        "; Max-Age=300;", "; Path=/approvals/v1/sign-in/;", "; Secure", "; HTTPOnly", "; SameSite=Lax");
    }

    @Test
    void whoComesBackIsSignedInOnce() {
        provider.signsIn("acme", "anna", Map.of("groups", List.of("night shift"), "name", "Anna B"));
        HttpResponse<String> begun = begin();

        HttpResponse<String> ended = go(back(begun), "Cookie", cookie(begun));

        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(303);
        assertThat(to(ended)).matches("\\.\\./\\.\\./\\.\\./#sign-in=hpl_\\w+");
        assertThat(ended.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ended.headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("Max-Age=0") && !cookie.startsWith("q_session"));
        String secret = "{\"secret\":\"" + to(ended).replaceFirst(".*=", "") + "\"}";
        Answer signedIn = api.post("/v1/sign-in", secret);
        assertThat(signedIn.body().path("caller").toString())
                .isEqualTo("{\"id\":\"acme:anna\",\"kind\":\"person\",\"name\":\"Anna B\"}");
        assertThat(signedIn.body().path("permissions").toString()).isEqualTo("[\"decide\"]");
        assertThat(signedIn.body().path("via").asText()).isEqualTo("provider");
        assertThat(signedIn.header("Set-Cookie")).startsWith("__Host-holdpoint=hps_");
        assertThat(api.post("/v1/sign-in", secret).status()).isEqualTo(401);
    }

    private Answer signIn(HttpResponse<String> ended) {
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(303);
        return api.post("/v1/sign-in", "{\"secret\":\"" + to(ended).replaceFirst(".*=", "") + "\"}");
    }

    private HttpResponse<String> comeBack(String... headers) {
        HttpResponse<String> begun = begin();
        return go(
                back(begun),
                Stream.concat(Stream.of("Cookie", cookie(begun)), Stream.of(headers))
                        .toArray(String[]::new));
    }

    @Test
    void anAccessTokenThatIsForUsTellsWhatItsOwnerMay() {
        provider.signsIn("acme", "anna", Map.of("name", "Anna B"), Map.of("scope", "openid holdpoint:read"));

        Answer signedIn = signIn(comeBack());

        assertThat(signedIn.body().path("permissions").toString()).isEqualTo("[\"read\"]");
        assertThat(signedIn.body().path("caller").path("name").asText()).isEqualTo("Anna B");
    }

    static List<Map<String, Object>> accessTokensOfOthers() {
        return List.of(Map.of("aud", "another-service"), Map.of("sub", "bert"), Map.of("iss", "https://id.example"));
    }

    @ParameterizedTest
    @MethodSource("accessTokensOfOthers")
    void anAccessTokenThatIsNotForUsOrNotOfWhoCameTellsNothing(Map<String, Object> other) {
        var ofAccess = new HashMap<String, Object>(Map.of("scope", "holdpoint:manage"));
        ofAccess.putAll(other);
        provider.signsIn("acme", "anna", Map.of("groups", List.of("night shift")), ofAccess);

        Answer signedIn = signIn(comeBack());

        assertThat(signedIn.body().path("caller").path("id").asText()).isEqualTo("acme:anna");
        assertThat(signedIn.body().path("permissions").toString()).isEqualTo("[\"decide\"]");
    }

    /** Keys are asked for again soon after they were: a provider may change them twice. */
    @Test
    void peopleSignInByAKeyThatIsNew() {
        for (RSAKey key : List.of(OpenIdProvider.newKey(), OpenIdProvider.newKey(), KEY)) {
            provider.useKey(key);
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                provider.signsIn("acme", "anna", Map.of("groups", List.of("night shift")));
                assertThat(comeBack().statusCode()).isEqualTo(303);
            });
        }
    }

    @Test
    void whoSignsOutIsLedToSignOutAtTheProviderToo() {
        provider.signsIn("acme", "anna", Map.of("groups", List.of("night shift")));
        Answer signedIn = signIn(comeBack());
        String session = signedIn.header("Set-Cookie").replaceFirst(";.*", "");

        Answer out = api.post("/v1/sign-out", "{}", "Cookie", session, "Sec-Fetch-Site", "same-origin");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Location"))
                .isEqualTo("http://localhost:" + port + "/acme/endsession?client_id=page"
                        + "&post_logout_redirect_uri=https%3A%2F%2Fx.example%2Fapprovals%2F");
        assertThat(out.response().headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("__Host-holdpoint=;");
        assertThat(api.get("/v1/me", "Cookie", session).status()).isEqualTo(401);
        Answer again = api.post("/v1/sign-out", "{}", "Cookie", session, "Sec-Fetch-Site", "same-origin");
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.response().headers().firstValue("Location")).isEmpty();
    }

    /** The log has it as a refusal, though the browser was led on. */
    @Test
    void aBrowserIsToldByThePageThatNobodyWasSignedIn() {
        try (var audit = new LogLines("dev.holdpoint.audit")) {
            HttpResponse<String> ended = go(base + "v1/sign-in/acme/callback?code=x&state=y", "Accept", BROWSERS);

            assertThat(ended.statusCode()).isEqualTo(303);
            assertThat(to(ended)).isEqualTo("../../../#sign-in-refused=unauthenticated");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(audit.seen())
                            .anyMatch(line -> line.contains("event=\"refused\"") && line.contains("status=\"401\"")));
        }
        assertThat(to(go(base + "v1/sign-in/none", "Accept", BROWSERS))).isEqualTo("../../#sign-in-refused=not-found");
    }

    @Test
    void aCodeIsOfNoUseInAnotherBrowser() {
        HttpResponse<String> begun = begin();
        String back = back(begun);

        assertThat(go(back).statusCode()).isEqualTo(401);
        assertThat(go(back, "Cookie", cookie(begin())).statusCode()).isEqualTo(401);
        assertThat(go(back.replaceFirst("state=[^&]*", "state=x"), "Cookie", cookie(begun))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCodeIsOfNoUseTwice() {
        HttpResponse<String> begun = begin();
        String back = back(begun);
        assertThat(go(back, "Cookie", cookie(begun)).statusCode()).isEqualTo(303);

        assertThat(go(back, "Cookie", cookie(begun)).statusCode()).isEqualTo(401);
    }

    @Test
    void whoWasRefusedIsNotSignedIn() {
        HttpResponse<String> begun = begin();
        String state = to(begun).replaceFirst(".*[?&]state=([^&]*).*", "$1");

        HttpResponse<String> ended =
                go(base + "v1/sign-in/acme/callback?error=access_denied&state=" + state, "Cookie", cookie(begun));

        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(ended.body()).contains("begin again").doesNotContain("access_denied");
    }

    @Test
    void aTokenThatIsNotForThePageSignsNobodyIn() {
        provider.signsIn("acme", "anna", Map.of("aud", "another-page"));
        HttpResponse<String> begun = begin();

        assertThat(go(back(begun), "Cookie", cookie(begun)).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenForAnotherSignInSignsNobodyIn() {
        provider.signsIn("acme", "anna", Map.of("nonce", "another"));
        HttpResponse<String> begun = begin();

        assertThat(go(back(begun), "Cookie", cookie(begun)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bots", "none", "acme.sign-in", "a%2Fb"})
    void nobodySignsInWithAProviderThatIsNotThereForIt(String name) {
        assertThat(go(base + "v1/sign-in/" + name).statusCode()).isEqualTo(404);
        assertThat(go(base + "v1/sign-in/" + name + "/callback?code=x&state=y").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whileTheProviderIsAwayNobodyComesBack() {
        HttpResponse<String> begun = begin();
        String back = back(begun);
        provider.goDown();

        HttpResponse<String> ended = go(back, "Cookie", cookie(begun));

        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(503);
        assertThat(ended.body()).contains("identity-unavailable");
        provider.start();
    }

    /** A cookie of quarkus-oidc's own is no way in, whoever made it. */
    @Test
    void thereAreNoSessionsOfTheLibrary() {
        String forged = "q_session_acme.sign-in=x; q_session=x";

        assertThat(api.get("/v1/me", "Cookie", forged).status()).isEqualTo(401);
        assertThat(go(base + "v1/sign-in/acme/callback", "Cookie", forged).statusCode())
                .isEqualTo(401);
    }
}
