package dev.holdpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import dev.holdpoint.testing.Browsers;
import dev.holdpoint.testing.Service;
import dev.holdpoint.testing.Tab;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page while the packaged service goes away and comes back, and while the browser has no network. */
class InboxIT {

    @TempDir
    Path folder;

    @Test
    void aFirstUseLeadsFromTheEmptyInboxToADecision() throws Exception {
        Service service = new Service(folder);
        try (BrowserContext browser = Browsers.shared().newContext()) {
            // Given: the command that the empty inbox offers, sent as a shell would
            Tab tab = new Tab(browser, service.base()).open("");
            assertThat(tab.page().getByText("Nothing waits for you")).isVisible();
            assertThat(new AxeBuilder(tab.page()).analyze().getViolations()).isEmpty();
            tab.screenshot("first-use");
            String command = tab.page().locator("hp-empty-inbox pre").textContent();
            assertThat(command).startsWith("curl ").contains("Prefer: wait=60", service.base() + "/v1/interactions");
            String body =
                    command.replaceAll("(?s).*--data '(.*)' \\\\\n.*", "$1").replace("'\\''", "'");
            var asker = service.api().postLater("/v1/interactions?wait=60", body);

            // When
            tab.rows().first().click();
            tab.button("Allow").click();
            tab.button("Yes, let it happen").click();

            // Then
            assertThat(asker.join().body().path("response").path("behavior").asText())
                    .isEqualTo("allow");
            tab.page().getByText("Decided by you, here").waitFor();
            tab.assertNothingWrong();
        } finally {
            service.kill();
        }
    }

    @Test
    void aRestartIsSeenAndNothingIsMissedOrDoubled() throws Exception {
        Service service = new Service(folder);
        try (BrowserContext browser = Browsers.shared().newContext()) {
            List<Tab> tabs =
                    List.of(new Tab(browser, service.base()).open(""), new Tab(browser, service.base()).open(""));
            String kept = service.api().ask("s", ",\"title\":\"Kept\"").id();
            String settled = service.api().ask("s", ",\"title\":\"Settled\"").id();
            tabs.forEach(tab -> assertThat(tab.rows()).hasCount(2));

            service.kill();
            tabs.forEach(tab -> tab.page().getByText("Reconnecting…").waitFor());
            service = new Service(folder, service.base().getPort());
            service.api().resolve(settled, "1");
            service.api().ask("s", ",\"title\":\"Asked later\"");

            for (Tab tab : tabs) {
                tab.page().getByText("Live").waitFor();
                tab.page().getByText("Asked later").waitFor();
                Awaitility.await().until(() -> tab.rows().count() == 2);
                assertThat(tab.rows().allTextContents())
                        .allSatisfy(row -> assertThat(row).doesNotContain("Settled"));
                tab.open("?id=" + kept);
                assertThat(tab.title()).hasText("Kept");
                tab.assertNothingWrong();
            }
        } finally {
            service.kill();
        }
    }

    @Test
    void aDecisionMadeWhileTheServiceIsAwayCountsOnceItIsBack() throws Exception {
        Service service = new Service(folder);
        try (BrowserContext browser = Browsers.shared().newContext()) {
            String id = service.api().ask("s", ",\"title\":\"Any\"").id();
            Tab tab = new Tab(browser, service.base()).open("?id=" + id);
            tab.field("Answer, as JSON").fill("{\"yes\": 1}");
            service.kill();
            tab.button("Send answer").click();
            tab.page()
                    .getByText("it is not known yet whether your decision counts")
                    .waitFor();
            assertThat(tab.button("Send answer")).isDisabled();
            service = new Service(folder, service.base().getPort());
            tab.page().getByText("Decided by you, here").waitFor();
            assertThat(service.api()
                            .get("/v1/interactions/" + id)
                            .body()
                            .path("response")
                            .toString())
                    .isEqualTo("{\"yes\":1}");
        } finally {
            service.kill();
        }
    }

    @Test
    void offlineIsShownAndWhatWasMissedComesAfterwards() throws Exception {
        Service service = new Service(folder);
        try (BrowserContext browser = Browsers.shared().newContext()) {
            browser.addInitScript("delete window.SharedWorker"); // what is offline here are tabs, not their workers
            Tab tab = new Tab(browser, service.base()).open("");
            browser.setOffline(true);
            tab.page().getByText("Offline").waitFor();
            service.api().ask("s", ",\"title\":\"Missed\"");
            browser.setOffline(false);
            tab.page().getByText("Missed").waitFor();
            tab.page().getByText("Live").waitFor();
            assertThat(tab.rows()).hasCount(1);
        } finally {
            service.kill();
        }
    }
}
