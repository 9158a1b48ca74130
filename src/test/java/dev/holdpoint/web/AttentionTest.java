package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How somebody hears of a question who looks elsewhere. */
@QuarkusTest
class AttentionTest extends InboxTest {

    /** Notes what the browser is to show beside the page; nobody looks at a tab until the test says so. */
    private static final String NOTE = """
            window.badges = [];
            navigator.setAppBadge = async (count) => window.badges.push(count);
            navigator.clearAppBadge = async () => window.badges.push(0);
            window.isLookedAt = false;
            document.hasFocus = () => window.isLookedAt;
            window.notifications = [];
            """;

    private static final String ALLOWED = """
            window.Notification = class {
              static permission = 'granted';
              constructor(title, { body }) {
                window.notifications.push(title + ' / ' + body);
              }
            };
            """;

    /** As browsers of phones have it. */
    private static final String BY_SERVICE_WORKERS_ONLY = """
            window.Notification = class {
              static permission = 'granted';
              constructor() {
                throw new TypeError('Illegal constructor');
              }
            };
            """;

    private static final String SHOWN_BY_SERVICE_WORKERS = """
            async () => {
              const all = await navigator.serviceWorker.getRegistrations();
              const shown = await Promise.all(all.map((one) => one.getNotifications()));
              return shown.flat().map(({ title }) => title);
            }
            """;

    private BrowserContext browser;

    @BeforeEach
    void nothingWaits() {
        for (JsonNode left = pending(); !left.isEmpty(); left = pending()) {
            left.forEach(item -> api.post("/v1/interactions/" + item.path("id").asText() + "/cancel", "{}"));
        }
        browser = browser();
        browser.addInitScript(NOTE);
    }

    private JsonNode pending() {
        return api.get("/v1/interactions?limit=500").body().path("items");
    }

    @Test
    void titleIconAndBadgeCountWhatWaitsInEveryTabAndGoBackToNothing() {
        List<Tab> tabs = List.of(tab(browser).open(""), tab(browser).open(""));
        String nothing = icon(tabs.getFirst());
        String first = ask("question", "");
        ask("question", "");
        for (Tab tab : tabs) {
            assertThat(tab.page()).hasTitle("(2) Holdpoint");
            assertThat(icon(tab)).isNotEqualTo(nothing);
            tab.screenshot("two-wait");
        }
        assertThat(tab(browser).open("").page()).hasTitle("(2) Holdpoint");

        api.resolve(first, "1");
        tabs.forEach(tab -> assertThat(tab.page()).hasTitle("(1) Holdpoint"));
        api.delete("/v1/sessions/" + session);

        for (Tab tab : tabs) {
            assertThat(tab.page()).hasTitle("Holdpoint");
            assertThat(icon(tab)).isEqualTo(nothing);
            assertThat((List<?>) tab.page().evaluate("badges"))
                    .extracting(Object::toString)
                    .startsWith("0", "1", "2")
                    .endsWith("1", "0");
        }
    }

    @Test
    void aNotificationComesFromOneTabAndNamesToolAndCommand() {
        browser.addInitScript(ALLOWED);
        List<Tab> tabs = List.of(
                tab(browser).open(""), tab(browser).open(""), tab(browser).open(""));

        askToRun("git push --force origin main\\nrm -rf build", ",\"title\":\"Tidy\u200b up\"");
        Awaitility.await().until(() -> notifications(tabs).size() == 1);
        askToRun("make", "");
        Awaitility.await().until(() -> notifications(tabs).size() >= 2);

        assertThat(notifications(tabs))
                .containsExactlyInAnyOrder(
                        "Bash: git push --force origin main … / Tidy[U+200B] up · session " + session,
                        "Bash: make / session " + session);
    }

    @Test
    void whereSomebodyLooksAtATabNoneComesButWhereItIsOnlyVisibleOneDoes() {
        browser.addInitScript(ALLOWED);
        List<Tab> tabs = List.of(tab(browser).open(""), tab(browser).open(""));
        Tab lookedAt = tabs.getLast();
        lookedAt.page().evaluate("isLookedAt = true");
        askToRun("seen", "");
        tabs.forEach(tab -> assertThat(tab.rows()).hasCount(1));

        lookedAt.page().evaluate("isLookedAt = false");
        askToRun("not seen", "");
        Awaitility.await().until(() -> !notifications(tabs).isEmpty());

        assertThat(notifications(tabs)).containsExactly("Bash: not seen / session " + session);
    }

    @Test
    void whereOnlyAServiceWorkerMayShowNotificationsItDoesAndNothingElse() {
        browser.grantPermissions(List.of("notifications"));
        browser.addInitScript(BY_SERVICE_WORKERS_ONLY);
        Tab tab = tab(browser).open("");
        assertThat(tab.page().evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)"))
                .isEqualTo(0);

        askToRun("git push", "");

        Awaitility.await() // a browser may take long to start its first worker
                .atMost(Duration.ofMinutes(1))
                .until(() -> tab.page().evaluate(SHOWN_BY_SERVICE_WORKERS), List.of("Bash: git push")::equals);
        tab.open("");
        assertThat(tab.page().evaluate("navigator.serviceWorker.controller")).isNull();
        tab.assertNothingWrong();
    }

    private void askToRun(String command, String more) {
        ask("permission", more + ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + command + "\"}}");
    }

    private static String icon(Tab tab) {
        return tab.page().locator("link[rel=icon]").getAttribute("href");
    }

    private static List<String> notifications(List<Tab> tabs) {
        return tabs.stream()
                .flatMap(tab -> ((List<?>) tab.page().evaluate("notifications")).stream())
                .map(Object::toString)
                .toList();
    }
}
