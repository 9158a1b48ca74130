package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.Browsers;
import dev.holdpoint.testing.Cases;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the inbox in a real browser. */
abstract class InboxTest {

    @TestHTTPResource
    URI base;

    Api api;
    String session;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<Tab> tabs = new ArrayList<>();

    @BeforeEach
    void begin() {
        api = new Api(base);
        session = Api.session();
    }

    @AfterEach
    void end() {
        try {
            tabs.stream().filter(tab -> !tab.page().isClosed()).forEach(Tab::assertNothingWrong);
        } finally {
            contexts.forEach(BrowserContext::close);
            api.delete("/v1/sessions/" + session);
        }
    }

    /** Whether the next question opens after a decision: what other tests left pending would be next, too. */
    boolean opensNext() {
        return false;
    }

    BrowserContext browser() {
        return browser(new Browser.NewContextOptions());
    }

    BrowserContext browser(ColorScheme scheme, int width, int height) {
        return browser(new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height));
    }

    BrowserContext browser(Browser.NewContextOptions options) {
        BrowserContext context = Browsers.shared().newContext(options.setLocale("en-GB"));
        context.addInitScript("if (location.protocol === 'http:') localStorage.setItem('holdpoint.next', '"
                + (opensNext() ? "on" : "off") + "')");
        contexts.add(context);
        return context;
    }

    /** A tab of a browser of its own. */
    Tab tab() {
        return tab(browser());
    }

    Tab tab(BrowserContext context) {
        return tab(context, base);
    }

    /** A tab of the service as it is shown at another address. */
    Tab tab(BrowserContext context, URI base) {
        var tab = new Tab(context, base);
        tabs.add(tab);
        return tab;
    }

    /** Asks in this test's session; gives the id. */
    String ask(String type, String more) {
        Answer answer = api.post(
                "/v1/interactions", "{\"type\":\"" + type + "\",\"sessionId\":\"" + session + "\"" + more + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.id();
    }

    /** Asks what a case asks, in this test's session; gives the ids. */
    List<String> askCase(int number) {
        return Cases.asks(number, session).stream()
                .map(body -> {
                    Answer answer = api.post("/v1/interactions", body);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
                    return answer.id();
                })
                .toList();
    }

    String status(String id) {
        return interaction(id).path("status").asText();
    }

    JsonNode interaction(String id) {
        return api.get("/v1/interactions/" + id).body();
    }

    /** The response, once the interaction is settled. */
    JsonNode response(String id) {
        JsonNode settled = api.get("/v1/interactions/" + id + "?wait=30").body();
        assertThat(settled.path("status").asText()).isEqualTo("resolved");
        return settled.path("response");
    }

    static void assertShows(Tab tab, String text) {
        assertThat(tab.outcome()).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }

    static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
