package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in by links, in a service that wants to know who calls. */
@QuarkusTest
@TestProfile(SignedInTest.Required.class)
class SignedInTest extends InboxTest {

    private static final Locator.WaitForOptions LATER = new Locator.WaitForOptions().setTimeout(60_000);
    private static final String COMMAND = ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}";
    private static final String TOKEN_OF_PAGE = "localStorage.getItem('holdpoint.session /')";

    @Inject
    SigningIn signingIn;

    private String token;
    private String asker;

    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdpoint.access.mode", "required");
        }
    }

    @BeforeEach
    void somebodyManages() {
        token = signIn(firstLink());
        asker = post(token, "/v1/tokens", "{\"name\":\"CI bot\",\"permissions\":[\"ask\"]}")
                .body()
                .path("token")
                .asText();
    }

    @Test
    void aLinkSignsInAllTabsOfABrowserAndLeavesNothingInItsAddress() {
        BrowserContext browser = browser();
        Tab waiting = signedOut(browser);
        assertThat(new AxeBuilder(waiting.page()).analyze().getViolations()).isEmpty();

        // When
        Tab tab = tab(browser).open("?view=history#sign-in=" + firstLink());

        // Then
        assertThat(tab.page()).hasURL(Pattern.compile("[^#]*view=history"));
        assertThat(account(tab)).containsText("local");
        live(waiting).waitFor();
        assertThat(account(waiting)).containsText("local");
        tab.page().reload();
        live(tab).waitFor();
    }

    @Test
    void aLinkThatWasUsedSaysSo() {
        String link = firstLink();
        signIn(link);
        Tab tab = tab();
        tab.page().navigate(base + "#sign-in=" + link);
        heading(tab, "This link does not sign you in").waitFor();
        heading(tab, "Sign in").waitFor();
        assertThat(tab.page()).hasURL(Pattern.compile("[^#]*"));
    }

    @Test
    void aDecisionWaitsForASignInAndCountsOnce() {
        String id = askAs(asker, "");
        BrowserContext browser = browser();
        Tab tab = tab(browser).open("?id=" + id + "#sign-in=" + firstLink());
        tab.button("Allow").waitFor();
        signOut((String) tab.page().evaluate(TOKEN_OF_PAGE));
        tab.page().getByText("You are signed out").waitFor(LATER);
        tab.button("Allow").click();
        tab.page().getByText("Your decision is not sent yet").waitFor();

        // When
        tab(browser).open("#sign-in=" + firstLink());

        // Then
        tab.page().getByText("Decided by you, here").waitFor(LATER);
        live(tab).waitFor(LATER);
        assertThat(tab.page().getByText("You are signed out")).hasCount(0);
        assertThat(read(id).body().path("decidedBy").path("id").asText()).isEqualTo("person:local");
    }

    @Test
    void whoSignsInInAnothersPlaceSendsNothingOfTheirs() {
        String id = askAs(asker, "");
        BrowserContext browser = browser();
        Tab tab = tab(browser).open("?id=" + id + "#sign-in=" + link("Anna", "decide"));
        tab.button("Deny…").click();
        tab.page().keyboard().type("words of Anna");
        signOut((String) tab.page().evaluate(TOKEN_OF_PAGE));
        tab.page().getByText("You are signed out").waitFor(LATER);
        tab.page().keyboard().press("Control+Enter");
        tab.page().getByText("Your decision is not sent yet").waitFor();

        // When
        tab(browser).open("#sign-in=" + link("Bob", "decide"));

        // Then
        assertThat(account(tab)).containsText("Bob");
        tab.button("Allow").waitFor();
        assertThat(tab.page().getByText("words of Anna")).hasCount(0);
        assertThat(read(id).body().path("status").asText()).isEqualTo("pending");
    }

    @Test
    void whoDecidedIsNamedToOthersAndInTheHistory() {
        String id = askAs(asker, "");
        Tab anna = tab().open("?id=" + id + "#sign-in=" + link("Anna", "decide"));
        Tab bob = tab().open("?id=" + id + "#sign-in=" + link("Bob", "read"));
        bob.page().getByText("That takes the permission “decide”").waitFor();
        assertThat(bob.button("Allow")).hasCount(0);
        assertThat(anna.card().getByText("by CI bot")).isVisible();

        anna.button("Allow").click();

        assertShows(bob, "Decided by Anna");
        bob.open("?view=history&sessionId=" + session);
        assertThat(bob.page().getByRole(AriaRole.CELL, named("Anna"))).isVisible();
        anna.open("?view=history&sessionId=" + session);
        assertThat(anna.page().getByRole(AriaRole.CELL, named("you"))).isVisible();
    }

    @Test
    void whoeverAskedASeparateQuestionHasNoWayToDecideIt() {
        String anna = link("Anna", "ask\",\"decide");
        Tab tab = tab().open("#sign-in=" + anna);
        String id = askAs((String) tab.page().evaluate(TOKEN_OF_PAGE), ",\"separate\":true");

        tab.open("?id=" + id);

        tab.page()
                .getByText("You asked this, and whoever asked it does not decide it")
                .waitFor();
        assertThat(tab.button("Allow")).hasCount(0);
        Tab other = tab().open("?id=" + id + "#sign-in=" + link("Bob", "decide"));
        other.button("Allow").click();
        assertShows(tab, "Decided by Bob");
    }

    @Test
    void aTokenThatThePageMadeAsksUntilThePageRevokesIt() {
        Tab tab = tab().open("?view=tokens#sign-in=" + firstLink());
        tab.page().getByText("Make a token:").click();
        Locator form = tab.page().locator("hp-grant-form[kind=token]");
        form.getByLabel("What it is for").fill(session);
        form.getByLabel("Only these types").fill("Nothing Like It");
        tab.button("Make the token").click();
        tab.page().getByText("a type of the shape").waitFor();
        form.getByLabel("Only these types").fill("permission");
        tab.button("Make the token").click();
        tab.page().getByText("it cannot be seen again").waitFor();
        String made = tab.page()
                .getByRole(AriaRole.GROUP, named("Token").setExact(true))
                .innerText();
        assertThat(made.strip()).startsWith("hpa_");
        askAs(made.strip(), "");
        tab.button("I have it").click();

        tab.button("Revoke " + session).click();
        tab.button("Yes, revoke it").click();

        tab.page().getByText("“" + session + "” is revoked.").waitFor();
        assertThat(post(made.strip(), "/v1/interactions", "{}").status()).isEqualTo(401);
    }

    @Test
    void aLinkThatThePageMadeSignsInSomebodyElse() {
        Tab tab = tab().open("?view=tokens#sign-in=" + firstLink());
        tab.page().getByText("Make a sign-in link:").click();
        tab.field("Whom it is for").fill("Dora");
        tab.button("Make the link").click();
        String url = tab.page()
                .getByRole(AriaRole.GROUP, named("Link").setExact(true))
                .innerText();

        Tab dora = tab();
        dora.page().navigate(url.strip());

        live(dora).waitFor();
        assertThat(account(dora)).containsText("Dora");
        assertThat(dora.page().getByRole(AriaRole.LINK, named("Tokens"))).hasCount(0);
    }

    @Test
    void whoIsSignedInIsAskedBeforeALinkIsTaken() {
        Tab tab = tab().open("#sign-in=" + link("Anna", "decide"));
        String other = link("Bob", "decide");

        tab.page().navigate(base + "#sign-in=" + other);
        tab.page().getByText("You are signed in as Anna").waitFor();
        tab.button("No, go back").click();
        assertThat(account(tab)).containsText("Anna");
        tab.page().navigate(base + "#sign-in=" + other);
        tab.button("Yes, take the link").click();

        assertThat(account(tab)).containsText("Bob");
        live(tab).waitFor();
    }

    @Test
    void whoSignsOutIsSignedOutInAllTabsAndAtTheService() {
        BrowserContext browser = browser();
        Tab tab = tab(browser).open("#sign-in=" + firstLink());
        Tab other = tab(browser).open("?view=history");
        String ofPage = (String) tab.page().evaluate(TOKEN_OF_PAGE);

        account(tab).click();
        tab.button("Sign out").click();

        heading(tab, "Sign in").waitFor();
        heading(other, "Sign in").waitFor();
        assertThat(tab.page().evaluate(TOKEN_OF_PAGE)).isNull();
        assertThat(get(ofPage, "/v1/me").status()).isEqualTo(401);
    }

    @Test
    void anExportIsSavedThoughNoLinkCanSayWhoAsks() throws IOException {
        String id = askAs(asker, "");
        post(token, "/v1/interactions/" + id + "/resolve", "{\"response\":{\"behavior\":\"allow\"}}");
        BrowserContext browser = browser();
        browser.addInitScript("delete window.showSaveFilePicker");
        Tab tab = tab(browser).open("?view=history&sessionId=" + session + "#sign-in=" + firstLink());
        tab.page().getByText("1 decision", exactly()).waitFor();

        Download download = tab.page()
                .waitForDownload(() -> tab.page().getByText("JSON lines").click());

        assertThat(download.suggestedFilename()).matches("holdpoint-\\d{8}T\\d{6}Z\\.jsonl");
        assertThat(Files.readAllLines(download.path()))
                .hasSize(1)
                .first()
                .asString()
                .contains(id);
        tab.page().getByText("Saved.").waitFor();
    }

    private Tab signedOut(BrowserContext browser) {
        Tab tab = tab(browser);
        tab.page().navigate(base.toString());
        heading(tab, "Sign in").waitFor();
        return tab;
    }

    private String firstLink() {
        return ((Issued.Link) signingIn.inviteLocal().await().atMost(Duration.ofSeconds(10))).secret();
    }

    /** A link for somebody who may do this. */
    private String link(String name, String permissions) {
        Answer made = post(
                token, "/v1/sign-in-links", "{\"name\":\"" + name + "\",\"permissions\":[\"" + permissions + "\"]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("url").asText().replaceFirst(".*#sign-in=", "");
    }

    private String signIn(String link) {
        return api.post("/v1/sign-in", "{\"secret\":\"" + link + "\"}")
                .body()
                .path("token")
                .asText();
    }

    private void signOut(String session) {
        assertThat(post(session, "/v1/sign-out", "{}").status()).isEqualTo(204);
    }

    private String askAs(String bearer, String more) {
        Answer asked = post(
                bearer,
                "/v1/interactions",
                "{\"type\":\"permission\",\"sessionId\":\"" + session + "\"" + COMMAND + more + "}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return asked.id();
    }

    private Answer read(String id) {
        return get(token, "/v1/interactions/" + id);
    }

    private Answer get(String bearer, String path) {
        return api.get(path, "Authorization", "Bearer " + bearer);
    }

    private Answer post(String bearer, String path, String body) {
        return api.post(path, body, "Authorization", "Bearer " + bearer);
    }

    private static Locator account(Tab tab) {
        return tab.page().locator("hp-account summary");
    }

    private static Locator live(Tab tab) {
        return tab.page().getByText("Live", exactly());
    }

    private static Locator heading(Tab tab, String text) {
        return tab.page().getByRole(AriaRole.HEADING, named(text).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
