package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.jwk.RSAKey;
import dev.holdpoint.testing.OpenIdProvider;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in with a provider that asks them who they are, and come back to the page. */
@QuarkusTest
@TestProfile(ProviderSignInTest.Required.class)
class ProviderSignInTest extends InboxTest {

    private static final RSAKey KEY = OpenIdProvider.newKey();
    private static final Locator.WaitForOptions LATER = new Locator.WaitForOptions().setTimeout(60_000);

    @ConfigProperty(name = "test.provider.port")
    int port;

    private OpenIdProvider provider;

    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String acme = "holdpoint.access.providers.acme.";
            Map<String, String> more = Map.of(acme + "client-id", "page", acme + "claims.permissions", "/permissions");
            return OpenIdProvider.configured("http", more, "acme");
        }
    }

    @BeforeEach
    void startProvider() {
        provider = new OpenIdProvider(port, KEY, true);
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    @Test
    void whoSignsInWithAProviderComesBackToThePage() {
        BrowserContext browser = browser();
        Tab waiting = tab(browser);
        waiting.page().navigate(base + "?view=history");
        Tab tab = tab(browser);

        // When
        signIn(tab, "{\"name\":\"Anna B\",\"permissions\":[\"holdpoint:decide\"]}");

        // Then
        live(tab).waitFor(LATER);
        assertThat(tab.page()).hasURL(base.toString());
        assertThat(tab.page().locator("hp-account summary")).containsText("Anna B");
        live(waiting).waitFor(LATER);
        assertThat(browser.cookies()).extracting(cookie -> cookie.name).noneMatch(name -> name.startsWith("q_"));
    }

    @Test
    void whoWasNotSignedInIsToldSoAndMayTryAgain() {
        Tab tab = tab(browser());

        tab.page().navigate(base + "v1/sign-in/acme/callback?code=x&state=y");

        assertThat(tab.page()
                        .getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("You are not signed in")))
                .containsText("was not begun in this browser");
        assertThat(tab.page()).hasURL(base.toString());
        assertThat(tab.page().getByText("Sign in with acme")).isVisible();
    }

    @Test
    void whoMayDoNothingIsToldSo() {
        Tab tab = tab(browser());

        signIn(tab, "{\"name\":\"Cora\"}");

        tab.page().getByText("You are signed in, and may do nothing here yet.").waitFor(LATER);
        assertThat(tab.page().getByText("No access")).isVisible();
    }

    @Test
    void whoSignsOutIsLedToTheProvider() {
        Tab tab = tab(browser());
        signIn(tab, "{\"permissions\":[\"holdpoint:decide\"]}");
        live(tab).waitFor(LATER);

        tab.page().locator("hp-account summary").click();
        Request left = tab.page()
                .waitForRequest(
                        "**/acme/endsession*",
                        () -> tab.page().getByText("Sign out").click());

        assertThat(left.isNavigationRequest()).isTrue();
        tab.page().getByText("Sign in with acme").waitFor(LATER); // from there one is led back
        assertThat(tab.page()).hasURL(base.toString());
    }

    private void signIn(Tab tab, String claims) {
        tab.page().navigate(base.toString());
        tab.page().getByText("Sign in with acme").click();
        tab.page().waitForURL("**/acme/authorize?**");
        tab.page().locator("input[name=username]").fill("anna");
        tab.page().locator("textarea[name=claims]").fill(claims);
        tab.page().locator("input[type=submit]").click();
    }

    private static Locator live(Tab tab) {
        return tab.page().getByText("Live", new Page.GetByTextOptions().setExact(true));
    }
}
