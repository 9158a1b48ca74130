package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import dev.holdpoint.testing.Relay;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** <em>Live</em> means live, whatever happens to the connection and to the other tabs of the browser. */
@QuarkusTest
class LiveTest extends InboxTest {

    /** What is asked is to be shown within 3 s; the machine that tests may be slow. */
    private static final Locator.WaitForOptions SOON = new Locator.WaitForOptions().setTimeout(10_000);
    /** Silence is noticed after 35 s, and another connection may be a silent one, too. */
    private static final Locator.WaitForOptions AFTER_SILENCE = new Locator.WaitForOptions().setTimeout(90_000);

    /** Blocks the tab's event loop until the interaction is settled. */
    private static final String BLOCK = """
            (path) => setTimeout(() => {
              const request = new XMLHttpRequest();
              request.open('GET', path, false);
              request.send();
            })
            """;

    /** Case 32. */
    @Test
    void aStreamThatFallsSilentIsNoticedAndWhatWasMissedComes() {
        try (var relay = new Relay(base)) {
            Tab tab = tab(browser(), relay.base()).open("?sessionId=" + session);

            relay.fallSilent();
            ask("question", ",\"title\":\"missed\"");

            tab.page().getByText("Reconnecting…").waitFor(AFTER_SILENCE);
            tab.page().getByText("missed", exactly()).waitFor(AFTER_SILENCE);
            tab.page().getByText("Live", exactly()).waitFor();
        }
    }

    @Test
    void aTabThatIsBlockedKeepsNothingFromTheOthers() {
        // Given: the tab that came first stands still
        String release = ask("question", ",\"title\":\"release\"");
        BrowserContext browser = browser();
        Tab blocked = tab(browser).open("?sessionId=" + session);
        Tab before = tab(browser).open("?sessionId=" + session);
        blocked.page().evaluate(BLOCK, "v1/interactions/" + release + "?wait=300");

        try {
            // When
            ask("question", ",\"title\":\"while it is blocked\"");

            // Then
            before.page().getByText("while it is blocked").waitFor(SOON);
            Tab after = tab(browser);
            after.page().navigate(base.resolve("/?sessionId=" + session).toString());
            after.page().getByText("Live", exactly()).waitFor(SOON);
            ask("question", ",\"title\":\"and again\"");
            before.page().getByText("and again").waitFor(SOON);
            after.page().getByText("and again").waitFor(SOON);
            assertThat(interaction(release).path("status").asText())
                    .as("it is still blocked")
                    .isEqualTo("pending");
        } finally {
            api.resolve(release, "1");
        }
        blocked.page().getByText("and again").waitFor();
    }

    @Test
    void aTabThatCrashesTakesNothingWithIt() {
        BrowserContext browser = browser();
        Tab crashing = tab(browser).open("?sessionId=" + session);
        Tab other = tab(browser).open("?sessionId=" + session);
        try {
            crashing.page().navigate("chrome://crash");
        } catch (PlaywrightException crashed) {
            assertThat(crashed).hasMessageContaining("crash");
        }
        crashing.page().close();

        ask("question", ",\"title\":\"after the crash\"");

        other.page().getByText("after the crash").waitFor(SOON);
        other.page().getByText("Live", exactly()).waitFor(SOON);
    }

    @Test
    void aTabThatSleepsKeepsNothingFromTheOthersAndKnowsAllWhenItWakes() {
        BrowserContext browser = browser();
        Tab sleeping = tab(browser).open("?sessionId=" + session);
        Tab other = tab(browser).open("?sessionId=" + session);
        var state = new JsonObject();
        state.addProperty("state", "frozen");
        var lifecycle = browser.newCDPSession(sleeping.page());
        lifecycle.send("Page.setWebLifecycleState", state);

        ask("question", ",\"title\":\"while it sleeps\"");

        other.page().getByText("while it sleeps").waitFor(SOON);
        state.addProperty("state", "active");
        lifecycle.send("Page.setWebLifecycleState", state);
        sleeping.page().getByText("while it sleeps").waitFor(SOON);
    }

    @Test
    void aTabThatWasLeftAndComesBackKnowsWhatHappenedMeanwhile() {
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().navigate("about:blank");
        ask("question", ",\"title\":\"meanwhile\"");
        tab.page().goBack();
        tab.page().getByText("meanwhile").waitFor();
        ask("question", ",\"title\":\"afterwards\"");
        tab.page().getByText("afterwards").waitFor();
    }
}
