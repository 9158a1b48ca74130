package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.ReverseProxy;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
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

            assertThat(tab.page().url()).startsWith(proxy.base().toString());
            assertThat(proxy.forwarded()).contains("GET /v1/events");
            assertThat(proxy.notFound()).isEmpty();
            tab.assertNothingWrong();
        }
    }
}
