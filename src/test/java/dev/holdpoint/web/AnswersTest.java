package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A test of answers that are given by forms. */
abstract class AnswersTest extends InboxTest {

    String askFor(String schema) {
        return ask(
                "form",
                ",\"title\":\"A form\",\"responseSchema\":"
                        + schema.replace("\\'", "’").replace('\'', '"').replace('’', '\''));
    }

    /** The bodies of a case's asks, in this test's session. */
    List<String> asksOf(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/cases", name + ".json"));
        var bodies = new ArrayList<String>();
        for (JsonNode ask : Api.tree(text).path("asks")) {
            bodies.add(((ObjectNode) ask).put("sessionId", session).toString());
        }
        return bodies;
    }

    String open(Tab tab, String body) {
        String id = api.post("/v1/interactions", body).id();
        tab.open("?id=" + id);
        return id;
    }

    static void send(Tab tab) {
        tab.button("Send answer").click();
    }

    static Locator set(Tab tab, String legend) {
        return tab.page()
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(legend).setExact(true));
    }

    void assertAnswered(Tab tab, String id, String response) {
        assertThat(tab.page().locator("hp-outcome, .last").first())
                .containsText("Answered", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(api.get("/v1/interactions/" + id).text()).contains("\"response\":" + response + ",");
    }
}
