package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page makes of who the service says its reader is. What the service says is told here, not by it. */
@QuarkusTest
class CallersTest extends InboxTest {

    private static final String ANYBODY = """
            {"caller": null, "tenant": "default", "permissions": ["ask", "decide", "read", "manage"], "sessions": null,
             "types": null, "via": "none", "expiresAt": null, "access": "open"}""";
    private static final String NOBODY = """
            {"type": "urn:holdpoint:problem:unauthenticated", "title": "Unauthenticated", "status": 401, "access": "local",
             "providers": [{"name": "Work", "href": "v1/sign-in/work"}]}""";
    private static final String TOKENS = """
            {"items": [
             {"id": "a", "name": "deploy bot", "permissions": ["ask"], "sessions": ["ci-*"], "types": null, "person": null,
              "tenant": "default", "createdAt": "2026-11-01T10:00:00.000Z", "createdBy": null,
              "expiresAt": "2030-01-01T00:00:00.000Z", "lastUsedAt": null, "parent": null, "ending": "x7Kq"},
             {"id": "b", "name": "its page", "permissions": ["ask"], "sessions": ["ci-1"], "types": null, "person": null,
              "tenant": "default", "createdAt": "2026-11-02T10:00:00.000Z", "createdBy": null,
              "expiresAt": "2030-01-01T00:00:00.000Z", "lastUsedAt": "2026-11-02T10:00:00.000Z", "parent": "a", "ending": "QQqq"}
            ]}""";
    private static final String COMMAND = ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}";

    @Test
    void whoIsSignedInStandsAboveEveryViewWithTheirTenant() {
        Tab tab = tabOf(anna("acme", "decide"));
        for (String view : List.of("", "?view=history", "?view=numbers")) {
            tab.open(view);
            assertThat(account(tab)).containsText("Anna");
            assertThat(account(tab)).containsText("acme");
        }
        account(tab).click();
        assertThat(tab.page().getByText("May: decide")).isVisible();
        assertAccessible(tab);
    }

    @Test
    void whereNobodyIsSignedInThePageSaysHowTo() {
        Tab tab = tab();
        tab.page().route("**/v1/me", route -> answer(route, 401, NOBODY));

        tab.open("");

        assertThat(heading(tab, "Sign in")).isVisible();
        assertThat(tab.page().getByText("holdpoint sign-in-link")).isVisible();
        assertThat(tab.page().getByRole(AriaRole.LINK, named("Sign in with Work")))
                .isVisible();
        assertThat(tab.page().getByRole(AriaRole.NAVIGATION)).hasCount(0);
        assertThat(tab.page().getByText("You are signed out")).hasCount(0);
        assertAccessible(tab);
    }

    @Test
    void whoMayOnlyLookHasNoWayToAnswerAndIsToldWhatIsLacking() {
        String id = ask("permission", COMMAND);
        Tab tab = tabOf(anna("default", "read")).open("?sessionId=" + session + "&id=" + id);

        tab.page()
                .getByText("That takes the permission “decide”; you have “read”.")
                .waitFor();

        assertThat(tab.button("Allow")).hasCount(0);
        assertThat(tab.button("Several…")).hasCount(0);
        tab.page().keyboard().press("a");
        tab.page().keyboard().press("d");
        tab.page().keyboard().press("g");
        tab.page().keyboard().press("t");
        assertThat(tab.page()).not().hasURL(Pattern.compile(".*tokens.*"));
        assertThat(tab.page().locator("textarea")).hasCount(0);
        assertThat(status(id)).isEqualTo("pending");
        assertAccessible(tab);
    }

    @ParameterizedTest
    @CsvSource({
        "ask, Inbox History Agents",
        "read, Inbox History Numbers Agents",
        "decide, Inbox History Numbers Agents",
        "manage, Inbox History Numbers Agents Tokens"
    })
    void onlyViewsThatOneMaySeeAreOffered(String permission, String views) {
        Tab tab = tabOf(anna("default", permission)).open("");
        assertThat(account(tab)).containsText("Anna");
        assertThat(tab.page().getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK))
                .hasText(patterns(views));
    }

    @Test
    void whereAccessIsOpenEveryViewSaysSo() {
        Tab tab = tabOf(ANYBODY);
        for (String view : List.of("", "?view=history", "?view=numbers", "?view=tokens")) {
            tab.open(view);
            assertThat(tab.page().getByText("Open to everybody.")).isVisible();
        }
        assertThat(account(tab)).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forbidden", "own-request", "session-mismatch"})
    void aDecisionThatIsRefusedIsToldInPlainWordsAndNothingTypedIsLost(String problem) {
        String id = ask("permission", COMMAND);
        Tab tab = tabOf(anna("default", "decide"));
        tab.page()
                .route(
                        "**/v1/interactions/" + id + "/resolve",
                        route -> answer(
                                route,
                                403,
                                "{\"type\":\"urn:holdpoint:problem:" + problem
                                        + "\",\"status\":403,\"detail\":\"No.\"}"));
        tab.open("?sessionId=" + session + "&id=" + id);
        tab.button("Deny…").click();
        tab.page().keyboard().type("not like this");

        tab.page().keyboard().press("Control+Enter");

        tab.page().getByText("Nothing is decided, and what you typed is kept.").waitFor();
        assertThat(tab.page().locator("textarea")).hasValue("not like this");
        assertThat(status(id)).isEqualTo("pending");
    }

    @Test
    void aLinkIsTakenOutOfTheAddressBeforeItIsSentAndIsNotTakenUnasked() {
        List<String> sent = new CopyOnWriteArrayList<>();
        Tab tab = tabOf(anna("default", "decide"));
        tab.page().route("**/v1/sign-in", route -> {
            sent.add(route.request().postData() + " at " + tab.page().url());
            answer(route, 401, NOBODY);
        });

        tab.open("#sign-in=s3cret");
        tab.page().getByText("Sign in by this link?").waitFor();
        assertThat(tab.page().getByText("You are signed in as Anna")).isVisible();
        assertAccessible(tab);
        assertThat(tab.page()).hasURL(Pattern.compile("[^#]*"));
        assertThat(sent).isEmpty();
        tab.button("Yes, take the link").click();

        assertThat(heading(tab, "This link does not sign you in")).isVisible();
        assertThat(sent)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{\"secret\":\"s3cret\"}")
                .doesNotContain("#");
        assertThat(account(tab)).containsText("Anna");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360"})
    void tokensAreMadeShownOnceAndRevokedWithAllThatDescendsFromThem(ColorScheme scheme, int width) {
        BrowserContext browser = browser(scheme, width, 800);
        Tab tab = tab(browser);
        List<String> revoked = new CopyOnWriteArrayList<>();
        tab.page().route("**/v1/me", route -> answer(route, 200, anna("default", "manage")));
        tab.page().route("**/v1/tokens", route -> onTokens(route, revoked));
        tab.page().route("**/v1/tokens/*", route -> {
            revoked.add(route.request().method() + " " + lastPart(route.request()));
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
        tab.open("?view=tokens");
        tab.page().getByText("descends from deploy bot").waitFor();
        assertAccessible(tab);

        tab.page().getByText("Make a token:").click();
        tab.button("Make the token").click();
        assertThat(tab.page().getByText("a name is needed")).isVisible();
        assertThat(tab.field("What it is for")).isFocused();
        tab.page().keyboard().type("scripts");
        tab.page().keyboard().press("Enter");
        assertThat(tab.page().getByText("it cannot be seen again")).isVisible();
        assertThat(tab.page().getByText("hpa_once", exactly())).isVisible();
        assertAccessible(tab);
        tab.button("I have it").click();
        assertThat(tab.page().getByText("hpa_once")).hasCount(0);

        tab.button("Revoke deploy bot").click();
        assertThat(tab.page().getByText("Revoke “deploy bot”?")).isVisible();
        assertThat(tab.page().getByRole(AriaRole.DIALOG).getByText("its page")).isVisible();
        tab.button("Yes, revoke it").click();
        assertThat(tab.page().getByText("“deploy bot” is revoked.")).isVisible();
        assertThat(revoked).containsExactly("DELETE a");
        assertThat((Boolean) tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private static void onTokens(Route route, List<String> revoked) {
        if (route.request().method().equals("GET")) {
            answer(route, 200, revoked.isEmpty() ? TOKENS : "{\"items\":[]}");
        } else if (route.request().postData().contains("\"name\":\"\"")) {
            answer(route, 400, "{\"status\":400,\"errors\":[{\"pointer\":\"/name\",\"detail\":\"a name is needed\"}]}");
        } else {
            String record = TOKENS.substring(TOKENS.indexOf("{\"id\""), TOKENS.indexOf("},") + 1);
            answer(route, 201, record.replace("\"id\"", "\"token\":\"hpa_once\",\"id\""));
        }
    }

    private Tab tabOf(String me) {
        Tab tab = tab();
        tab.page().route("**/v1/me", route -> answer(route, 200, me));
        return tab;
    }

    private static String anna(String tenant, String permission) {
        return """
            {"caller": {"id": "person:Anna", "kind": "person", "name": "Anna"}, "tenant": "%s", "permissions": [%s],
             "sessions": null, "types": null, "via": "link", "expiresAt": "2030-01-01T00:00:00.000Z", "access": "required"}""".formatted(tenant, '"' + permission + '"');
    }

    private static void answer(Route route, int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(type)
                .setBody(body));
    }

    private static String lastPart(Request request) {
        return request.url().substring(request.url().lastIndexOf('/') + 1);
    }

    private static Locator account(Tab tab) {
        return tab.page().locator("hp-account summary");
    }

    private static Locator heading(Tab tab, String text) {
        return tab.page()
                .getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Pattern[] patterns(String views) {
        return Pattern.compile(" ")
                .splitAsStream(views)
                .map(view -> Pattern.compile(view + ".*"))
                .toArray(Pattern[]::new);
    }

    private static void assertAccessible(Tab tab) {
        assertThat(new AxeBuilder(tab.page()).analyze().getViolations()).isEmpty();
    }
}
