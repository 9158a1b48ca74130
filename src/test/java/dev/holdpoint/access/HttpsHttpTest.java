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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over https a browser keeps who signed in, in a cookie that no strange page can use; and links name the public address. */
@QuarkusTest
@TestProfile(HttpsHttpTest.Configured.class)
class HttpsHttpTest {

    private static final String ASK = "{\"type\":\"question\",\"sessionId\":\"s\"}";
    private static final String SITE = "Sec-Fetch-Site";

    @TestHTTPResource
    URI base;

    @Inject
    SigningIn signingIn;

    private Api api;
    private String cookie;

    /** Behind something that ends TLS, below a path. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "holdpoint.access.mode", "required", "holdpoint.http.public-url", "https://x.example/approvals");
        }
    }

    @BeforeEach
    void signIn() {
        api = new Api(base);
        String secret = signingIn.inviteLocal().await().indefinitely().secret();
        Answer signedIn = api.post("/v1/sign-in", "{\"secret\":\"" + secret + "\"}");
        assertThat(signedIn.body().has("token")).isFalse();
        String set = signedIn.header("Set-Cookie");
        assertThat(set).matches("__Host-holdpoint=hps_\\w+; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=604800");
        cookie = set.substring(0, set.indexOf(';'));
    }

    @Test
    void theCookieSaysWhoCalls() {
        Answer me = api.get("/v1/me", "Cookie", cookie);

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("caller").path("id").asText()).isEqualTo("person:local");
        assertThat(api.get("/v1/me", "Cookie", cookie, "Authorization", "Bearer hpd_none")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void thePageSaysByWhichAddressAgentsCall() {
        assertThat(api.get("/").text()).contains("<meta name=\"address\" content=\"https://x.example/approvals\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none"})
    void aStrangePageChangesNothingByIt(String site) {
        Answer refused = api.post("/v1/tokens", "{}", "Cookie", cookie, SITE, site);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.slug()).isEqualTo("cross-site");
    }

    @Test
    void whereABrowserSaysNothingOfTheSiteItsOriginHasToBeOurs() {
        assertThat(api.post("/v1/sign-in-links", "{}", "Cookie", cookie).slug()).isEqualTo("cross-site");
        assertThat(api.post("/v1/sign-in-links", "{}", "Cookie", cookie, "Origin", "https://y.example")
                        .slug())
                .isEqualTo("cross-site");
        assertThat(api.post("/v1/sign-in-links", "{}", "Cookie", cookie, "Origin", "null")
                        .slug())
                .isEqualTo("cross-site");
        assertThat(api.post("/v1/sign-in-links", "{}", "Cookie", cookie, "Origin", "https://x.example")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/v1/sign-in-links", "{}", "Cookie", cookie, SITE, "same-origin")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aStrangePageChangesNothingWithoutItEither() {
        assertThat(api.post("/v1/sign-in", "{\"secret\":\"x\"}", "Origin", "https://y.example")
                        .slug())
                .isEqualTo("cross-site");
    }

    @Test
    void signingOutTakesTheCookie() {
        Answer out = api.post("/v1/sign-out", "{}", "Cookie", cookie, SITE, "same-origin");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).startsWith("__Host-holdpoint=; ").endsWith("Max-Age=0");
        assertThat(api.get("/v1/me", "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void addressesBeginWithThePublicOne() {
        Answer link = api.post(
                "/v1/sign-in-links",
                "{\"name\":\"Anna\",\"permissions\":[\"ask\"]}",
                "Cookie",
                cookie,
                SITE,
                "same-origin");
        String url = link.body().path("url").asText();
        assertThat(url).startsWith("https://x.example/approvals/#sign-in=hpl_");
        String made = api.post("/v1/sign-in", "{\"secret\":\"" + url.substring(url.indexOf('=') + 1) + "\"}")
                .header("Set-Cookie");

        Answer asked =
                api.post("/v1/interactions", ASK, "Cookie", made.substring(0, made.indexOf(';')), SITE, "same-origin");

        assertThat(asked.header("Location")).isEqualTo("https://x.example/approvals/v1/interactions/" + asked.id());
    }
}
