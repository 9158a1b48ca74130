package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Browsers;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several tabs at once: what started this project. */
@QuarkusTest
class ManyTabsTest extends InboxTest {

    private static final int ROUNDS = 12;

    /** Presses the button of that name when the browser's clock says so. */
    private static final String PRESS = """
            ([name, at]) => {
              const buttons = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
                [...(element.localName === 'button' ? [element] : []), ...(element.shadowRoot ? buttons(element.shadowRoot) : [])]);
              const button = buttons(document).find((one) => one.textContent.trim() === name);
              setTimeout(() => button.click(), at - Date.now());
            }
            """;

    @Test
    void severalTabsApprovingAtOnceSettleOnce() {
        // Given: three tabs of one browser, two of others
        BrowserContext one = browser();
        List<Tab> tabs = List.of(tab(one), tab(one), tab(one), tab(), tab());
        long faster = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String name = "round " + round;
            var asker = api.postLater(
                    "/v1/interactions?wait=60",
                    "{\"type\":\"permission\",\"sessionId\":\"" + session
                            + "\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + name + "\"}}}");
            String id = api.pendingIn(session);
            for (Tab tab : tabs) {
                tab.open("?id=" + id);
                tab.button("Allow").waitFor();
            }

            // When
            double at = System.currentTimeMillis() + 300;
            tabs.forEach(tab -> tab.page().evaluate(PRESS, List.of("Allow", at)));

            // Then
            Api.Answer answer = asker.join();
            assertThat(answer.status()).as(name).isEqualTo(200);
            JsonNode settled = interaction(id);
            assertThat(answer.body()).as(name).isEqualTo(settled);
            assertThat(settled.path("response").toString()).as(name).isEqualTo("{\"behavior\":\"allow\"}");
            tabs.forEach(tab -> assertShows(tab, "Allowed"));
            Awaitility.await(name + ": one tab won, and knows it")
                    .until(() -> saying(tabs, "Decided by you, here") == 1);
            Awaitility.await(name + ": none waits any more").until(() -> saying(tabs, "known in a moment") == 0);
            assertThat(saying(tabs, "Decided by you, here")).as(name).isEqualTo(1);
            faster += saying(tabs, "Somebody was faster");
        }
        assertThat(faster).as("tabs that raced and lost").isPositive();
    }

    @Test
    void tenTabsOfABrowserShareOneStreamWhicheverOfThemCloses() {
        // Given
        Awaitility.await("tabs of other tests are gone").until(() -> streams() == 0);
        BrowserContext browser = browser();
        var tabs = new ArrayList<Tab>();
        for (int i = 0; i < 10; i++) {
            tabs.add(tab(browser).open("?sessionId=" + session));
        }
        assertThat(streams()).isEqualTo(1);
        ask("question", ",\"title\":\"before\"");
        tabs.forEach(tab -> tab.page().getByText("before", exactly()).waitFor());

        // When the tab that came first closes, and another, one after the other
        for (int closed = 0; closed < 3; closed++) {
            tabs.removeFirst().page().close();
            String title = "after " + closed;
            ask("question", ",\"title\":\"" + title + "\"");

            // Then
            for (Tab tab : tabs) {
                tab.page().getByText(title, exactly()).waitFor();
                assertThat(tab.rows().count()).isEqualTo(2 + closed);
            }
            assertThat(streams()).isEqualTo(1);
        }
    }

    /** Case 34: a browser opens six connections to a service, and shares workers over plain http, too. */
    @Test
    void sevenTabsOverPlainHttpToAnotherMachineWorkAsOnThisOne() {
        BrowserContext browser = browser();
        URI other = URI.create("http://" + Browsers.OTHER_NAME + ":" + base.getPort());
        String id = ask("permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
        List<Tab> tabs = Stream.generate(() -> tab(browser, other).open("?id=" + id))
                .limit(7)
                .toList();
        assertThat(tabs.getFirst().page().evaluate("isSecureContext")).isEqualTo(false);

        tabs.getFirst().button("Allow").click();

        tabs.forEach(tab -> assertShows(tab, "Allowed"));
    }

    @Test
    void withoutSharedWorkersTabsSayHowManyTheyAreAndTheSixthLeavesAConnectionForDecisions() {
        Awaitility.await("tabs of other tests are gone").until(() -> streams() == 0);
        BrowserContext browser = browser();
        browser.addInitScript("delete window.SharedWorker");
        String id = ask("permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
        var tabs = new ArrayList<>(
                List.of(tab(browser).open("?id=" + id), tab(browser).open("?id=" + id)));
        Awaitility.await().until(() -> streams() == 2);
        assertThat(tabs.getFirst()
                        .page()
                        .getByText("tabs of the inbox are open")
                        .count())
                .isZero();
        for (int more = 2; more < 5; more++) {
            tabs.add(tab(browser).open("?id=" + id));
        }
        tabs.forEach(tab -> tab.page().getByText("5 tabs of the inbox are open").waitFor());

        // When a sixth one comes
        Tab sixth = tab(browser);
        sixth.page().navigate(base.toString());
        sixth.page().getByText("This tab waits").waitFor();
        sixth.screenshot("six-tabs");
        tabs.getFirst().button("Allow").click();

        // Then decisions still arrive, and it goes on when another closes
        tabs.forEach(tab -> assertShows(tab, "Allowed"));
        tabs.getLast().page().close();
        sixth.page().getByText("Live", exactly()).waitFor();
    }

    @Test
    void aSettlementFromElsewhereShowsInEveryTabAndKeepsWhatWasTyped() {
        String id = ask(
                "permission", ",\"title\":\"Run it?\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
        BrowserContext browser = browser();
        Tab writing = tab(browser).open("?id=" + id);
        Tab watching = tab(browser).open("?id=" + id);
        Tab list = tab().open("?sessionId=" + session);
        writing.button("Deny…").click();
        writing.field("Why not").fill("because I say so");
        list.rows().first().waitFor();

        api.resolve(id, "{\"behavior\":\"allow\"}");

        assertShows(writing, "Allowed");
        assertShows(writing, "by a person");
        writing.page().getByText("because I say so", exactly()).waitFor();
        assertShows(watching, "Allowed");
        list.page().getByText("Allowed", exactly()).waitFor();
        Awaitility.await().until(() -> list.rows().count() == 0);
        writing.page().reload();
        writing.page().getByText("because I say so", exactly()).waitFor();
    }

    private static int saying(List<Tab> tabs, String words) {
        return (int) tabs.stream()
                .filter(tab -> tab.outcome().locator("section").textContent().contains(words))
                .count();
    }

    private int streams() {
        return api.get("/v1/statistics").body().path("tabs").asInt();
    }

    /** Each answer draws the page anew, and drawing looks for what is open: that must not ask again. */
    @Test
    void whatTheStreamDoesNotTellOfIsLookedUpOnceForEachNews() {
        String other = interaction(ask("odd", "")).toString();
        String id = UUID.randomUUID().toString();
        String unheardOf = other.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + id + "\"");
        var asked = new AtomicInteger();
        Tab tab = tab();
        tab.page().route("**/v1/interactions/" + id, route -> {
            asked.incrementAndGet();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(unheardOf));
        });
        tab.open("?sessionId=" + session + "&id=" + id);
        PlaywrightAssertions.assertThat(tab.title()).isVisible();
        ask("odd", "");
        ask("odd", "");
        PlaywrightAssertions.assertThat(tab.rows()).hasCount(3);
        for (int i = 0; i < 50; i++) {
            tab.title().textContent(); // lets the page run, and its requests be answered
        }
        assertThat(asked.get()).isBetween(1, 10);
    }
}
