package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.holdpoint.testing.ReverseProxy;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Case 38: a reverse proxy shows the service below a path, and something else beside it. */
@QuarkusTest
class BelowAPathTest extends InboxTest {

    @Inject
    Vertx vertx;

    @Test
    void everythingWorksBelowAPath() {
        try (var proxy = new ReverseProxy(vertx, base, "/approvals", request -> false)) {
            Tab tab = tab(browser(), proxy.base()).open("?sessionId=" + session);
            String id = ask(
                    "permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"echo below a path\"}}");
            tab.rows().first().click();
            tab.button("Allow").click();
            assertShows(tab, "Allowed");
            assertThat(interaction(id).path("status").asText()).isEqualTo("resolved");

            tab.page().reload();
            tab.page().getByText("History", exactly()).click();
            tab.page().locator("hp-history").getByText("permission").first().waitFor();
            var export = tab.page().getByText("JSON lines", exactly());
            assertThat(tab.page().waitForDownload(export::click).failure()).isNull();
            tab.page().getByText("Numbers", exactly()).click();
            tab.page().locator("canvas").first().waitFor();

            tab.page().getByText("Agents", exactly()).click();
            String below = proxy.base().toString().replaceAll("/$", "");
            for (String text : List.of(
                    "export HOLDPOINT_URL=" + below + "\n",
                    "\"" + below + "/v1/agents/claude-code/hook?wait=590\"",
                    "holdpoint " + below + "/mcp --header",
                    "\"" + below + "/mcp\"")) {
                assertThat(tab.page().locator("pre").filter(new Locator.FilterOptions().setHasText(text.strip())))
                        .hasCount(1);
            }

            assertThat(tab.page().url()).startsWith(proxy.base().toString());
            assertThat(proxy.forwarded()).contains("GET /v1/events");
            assertThat(proxy.notFound()).isEmpty();
            tab.assertNothingWrong();
        }
    }
}
