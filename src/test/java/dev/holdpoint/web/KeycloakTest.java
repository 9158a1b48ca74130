package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Documented;
import dev.holdpoint.testing.Keycloak;
import dev.holdpoint.testing.OpenIdProvider;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens and people of a real Keycloak, by the properties that {@code docs/providers.md} has for it. */
@QuarkusTest
@Tag("keycloak")
@TestProfile(KeycloakTest.Configured.class)
class KeycloakTest extends InboxTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Locator.WaitForOptions LATER = new Locator.WaitForOptions().setTimeout(60_000);
    private static final String ANNA =
            "{\"id\":\"keycloak:2a5d1c4e-0f57-4b7c-9a55-5b8c1d7e0a01\",\"kind\":\"person\",\"name\":\"Anna Berg\"}";

    private static Keycloak keycloak;

    @ConfigProperty(name = "test.provider.port")
    int port;

    /** What the documentation has, at an address of this machine. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            int port = OpenIdProvider.freePort();
            var configured = new HashMap<>(Documented.properties("Keycloak"));
            configured.put("holdpoint.access.mode", "required");
            configured.put("test.provider.port", Integer.toString(port));
            configured.put("holdpoint.access.providers.keycloak.issuer", Keycloak.issuer(port));
            configured.put("holdpoint.access.providers.keycloak.client-secret", Keycloak.PAGE_SECRET);
            return configured;
        }
    }

    @BeforeEach
    void startKeycloak() {
        if (keycloak == null) {
            keycloak = new Keycloak(port, base);
        }
    }

    @AfterAll
    static void closeKeycloak() {
        keycloak.close();
    }

    @Test
    void aServiceAsksAndDoesNotDecide() {
        String bot = keycloak.tokenOf("ci-bot");

        Answer me = get(bot, "/v1/me");
        Answer asked = askAs(bot);

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.body().path("permissions").toString()).isEqualTo("[\"ask\"]");
        assertThat(me.body().path("via").asText()).isEqualTo("provider");
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.body().path("requestedBy").path("kind").asText()).isEqualTo("service");
        assertThat(asked.body().path("requestedBy").path("name").asText()).isEqualTo("service-account-ci-bot");
        assertThat(allow(bot, asked.id()).slug()).isEqualTo("forbidden");
    }

    @Test
    void whoSignsInDecidesAndIsNamed() {
        String bot = keycloak.tokenOf("ci-bot");
        String id = askAs(bot).id();

        Tab anna = signIn("anna");
        anna.open("?id=" + id);
        anna.button("Allow").click();

        assertShows(anna, "Decided by you");
        Answer settled = get(bot, "/v1/interactions/" + id);
        assertThat(settled.body().path("status").asText()).isEqualTo("resolved");
        assertThat(settled.body().path("decidedBy").toString()).isEqualTo(ANNA);
        assertThat(anna.page().context().cookies())
                .extracting(cookie -> cookie.name)
                .noneMatch(name -> name.startsWith("q_"));
    }

    /** Keycloak asks whether it is meant; whoever comes back to sign in is asked for their password again. */
    @Test
    void whoSignsOutIsSignedOutThereToo() {
        Tab anna = signIn("anna");
        String session = sessionOf(anna);

        anna.page().locator("hp-account summary").click();
        anna.page().getByText("Sign out").click();
        anna.page().locator("#kc-logout").click();

        anna.page().getByText("Sign in with keycloak").click(new Locator.ClickOptions().setTimeout(60_000));
        anna.page().locator("input[name=password]").waitFor(LATER);
        assertThat(get(session, "/v1/me").status()).isEqualTo(401);
    }

    @Test
    void whoMayReadIsRefused() {
        String id = askAs(keycloak.tokenOf("ci-bot")).id();
        Tab cora = signIn("cora");

        cora.open("?id=" + id);

        cora.page().getByText("That takes the permission “decide”").waitFor();
        assertThat(cora.button("Allow")).hasCount(0);
        Answer refused = allow(sessionOf(cora), id);
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.slug()).isEqualTo("forbidden");
    }

    @Test
    void whoHasNoRoleIsKnownAndSeesNothing() {
        String id = askAs(keycloak.tokenOf("ci-bot")).id();

        Tab bert = signIn("bert");

        bert.screenshot("no-role");
        Answer me = get(sessionOf(bert), "/v1/me");
        assertThat(me.body().path("caller").path("name").asText()).isEqualTo("Bert Cole");
        assertThat(me.body().path("permissions").toString()).isEqualTo("[]");
        assertThat(get(sessionOf(bert), "/v1/interactions").slug()).isEqualTo("forbidden");
        assertThat(allow(sessionOf(bert), id).slug()).isEqualTo("not-found");
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        assertRefused(get(keycloak.tokenOf("strange-bot"), "/v1/me"));
    }

    /** Half a minute after its end, for clocks may differ by that. */
    @Test
    void aTokenThatEndedIsRefused() {
        String brief = keycloak.tokenOf("brief-bot");
        assertThat(get(brief, "/v1/me").status()).isEqualTo(200);

        Answer refused = Awaitility.await()
                .atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> get(brief, "/v1/me"), answer -> answer.status() != 200);

        assertRefused(refused);
    }

    @Test
    void aKeyThatIsNewIsLearntByTokensAndByPeople() {
        String before = keycloak.tokenOf("ci-bot");
        assertThat(get(before, "/v1/me").status()).isEqualTo(200);
        signIn("anna");

        keycloak.useNewKey();

        String after = keycloak.tokenOf("ci-bot");
        assertThat(after.substring(0, after.indexOf('.'))).isNotEqualTo(before.substring(0, before.indexOf('.')));
        Awaitility.await().atMost(SOON).until(() -> get(after, "/v1/me").status() == 200);
        assertThat(get(before, "/v1/me").status()).isEqualTo(200);
        signIn("anna");
    }

    /** In a browser of their own, at the page that Keycloak shows. */
    private Tab signIn(String name) {
        Tab tab = tab();
        tab.page().navigate(base.toString());
        tab.page().getByText("Sign in with keycloak").click();
        tab.page().waitForURL(Keycloak.issuer(port) + "/**");
        tab.page().locator("input[name=username]").fill(name);
        tab.page().locator("input[name=password]").fill(Keycloak.PASSWORD);
        tab.page().locator("#kc-login").click();
        tab.page().locator("hp-account summary").waitFor(LATER);
        assertThat(tab.page()).hasURL(base.toString());
        return tab;
    }

    private static String sessionOf(Tab tab) {
        return (String) tab.page().evaluate("localStorage.getItem('holdpoint.session /')");
    }

    private Answer askAs(String bearer) {
        return api.post(
                "/v1/interactions",
                "{\"type\":\"permission\",\"sessionId\":\"" + session
                        + "\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}}",
                bearer(bearer));
    }

    private Answer allow(String bearer, String id) {
        return api.resolve(id, "{\"behavior\":\"allow\"}", bearer(bearer));
    }

    private Answer get(String bearer, String path) {
        return api.get(path, bearer(bearer));
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }
}
