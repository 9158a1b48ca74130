package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.AriaRole;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Each type of card: answered, edited, rejected; and what a card says while a decision is under way. */
@QuarkusTest
class CardsTest extends InboxTest {

    private static final String BASH =
            ",\"title\":\"List files\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\",\"n\":1.0}}";

    @Test
    void aToolIsAllowedWithASuggestion() {
        String id = ask(
                "permission",
                ",\"data\":{\"toolName\":\"WebFetch\",\"input\":{\"url\":\"https://example.com\"},\"suggestions\":[{\"type\":\"addRules\","
                        + "\"rules\":[{\"toolName\":\"WebFetch\",\"ruleContent\":\"domain:example.com\"}],\"behavior\":\"allow\","
                        + "\"destination\":\"localSettings\"}]}");
        Tab tab = tab().open("?id=" + id);
        tab.field("Do not ask again for WebFetch(domain:example.com) in this folder, for its user (localSettings)")
                .check();
        tab.button("Allow, and do not ask again").click();
        assertShows(tab, "Decided by you, here");
        JsonNode response = response(id);
        assertThat(response.path("behavior").asText()).isEqualTo("allow");
        assertThat(response.path("updatedPermissions"))
                .isEqualTo(interaction(id).path("data").path("suggestions"));
    }

    @Test
    void whatHoldsFromThenOnIsConfirmedWithWhatIsAsked() {
        String id = ask(
                "permission",
                ",\"metadata\":{\"risk\":\"high\"},\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"make deploy\"},"
                        + "\"suggestions\":[{\"type\":\"setMode\",\"mode\":\"acceptEdits\",\"destination\":\"session\"}]}");
        Tab tab = tab().open("?id=" + id);
        tab.field("Set the permission mode to “acceptEdits” for this session").check();
        tab.button("Allow, with what is ticked").click();
        var dialog = tab.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("And from then on:");
        assertThat(dialog).containsText("acceptEdits");
        assertThat(dialog.getByText("make deploy").first()).isVisible();
        tab.button("Yes, let it happen").click();
        assertThat(response(id).at("/updatedPermissions/0/mode").asText()).isEqualTo("acceptEdits");
    }

    @Test
    void aToolIsDeniedWithWords() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?id=" + id);
        tab.button("Deny…").click();
        tab.field("Why not").fill("use git ls-files");
        tab.button("Deny").click();
        assertShows(tab, "Denied");
        assertShows(tab, "use git ls-files");
        assertThat(response(id).toString()).isEqualTo("{\"behavior\":\"deny\",\"message\":\"use git ls-files\"}");
    }

    @Test
    void aToolIsAllowedWithAnotherInput() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?id=" + id);
        tab.button("Edit and allow…").click();
        tab.field("Input to allow instead").fill("{\"command\":");
        assertThat(tab.page().getByText("This is no JSON")).isVisible();
        assertThat(tab.button("Allow with these changes")).isDisabled();
        tab.field("Input to allow instead").fill("[1]");
        assertThat(tab.page().getByText("An object is needed")).isVisible();
        tab.field("Input to allow instead").fill("{\"command\":\"ls -l\",\"n\":1.0}");
        assertThat(tab.page().locator("hp-diff .in")).containsText("ls -l");
        tab.button("Allow with these changes").click();
        assertShows(tab, "Allowed");
        assertThat(api.get("/v1/interactions/" + id).text())
                .contains("\"updatedInput\":{\"command\":\"ls -l\",\"n\":1.0}");
    }

    @Test
    void whatIsMarkedHighRiskIsConfirmed() {
        String id = ask("permission", BASH + ",\"metadata\":{\"riskLevel\":\"high\"}");
        Tab tab = tab().open("?id=" + id);
        tab.button("Allow").click();
        tab.button("No, go back").click();
        assertThat(interaction(id).path("status").asText()).isEqualTo("pending");
        tab.button("Allow").click();
        tab.button("Yes, let it happen").click();
        assertShows(tab, "Allowed");
    }

    @Test
    void aPlanIsApprovedWithAMode() {
        String id = ask(
                "plan-approval", ",\"data\":{\"plan\":\"# Plan\\n\\n1. *One*\\n2. [docs](https://example.com/docs)\"}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.page().locator("hp-markdown em")).hasText("One");
        assertThat(tab.page().locator("hp-markdown a")).hasAttribute("rel", "noopener noreferrer");
        assertThat(tab.page().locator("hp-markdown")).containsText("(https://example.com/docs)");
        tab.field("If approved, carry it out").selectOption("acceptEdits");
        tab.button("Approve").click();
        assertShows(tab, "Approved");
        assertThat(response(id).toString()).isEqualTo("{\"approved\":true,\"permissionMode\":\"acceptEdits\"}");
    }

    /** A hook has no place for a mode: what it would choose there would be refused, or lost. */
    @Test
    void noModeIsOfferedThatTheAnswerCannotCarry() {
        String plan = ",\"data\":{\"plan\":\"# Plan\"},\"responseSchema\":{\"type\":\"object\",\"properties\":"
                + "{\"approved\":{\"type\":\"boolean\"},\"permissionMode\":%s}}";
        String none = ask("plan-approval", plan.formatted("false"));
        String some = ask("plan-approval", plan.formatted("{\"enum\":[\"default\",\"acceptEdits\"]}"));
        Tab tab = tab().open("?id=" + some);
        assertThat(tab.field("If approved, carry it out").locator("option")).hasText(new String[] {
            "as the agent is set", "asking before each tool", "accepting edits without asking"
        });
        tab.open("?id=" + none);
        assertThat(tab.button("Approve")).isVisible();
        assertThat(tab.field("If approved, carry it out")).hasCount(0);
        tab.button("Approve").click();
        assertShows(tab, "Approved");
        assertThat(response(none).toString()).isEqualTo("{\"approved\":true}");
    }

    @Test
    void aPlanIsSentBack() {
        String id = ask("plan-approval", ",\"data\":{\"plan\":\"# Plan\"}");
        Tab tab = tab().open("?id=" + id);
        tab.field("What to change").fill("smaller steps");
        tab.button("Send back").click();
        assertShows(tab, "Sent back");
        assertThat(response(id).toString()).isEqualTo("{\"approved\":false,\"feedback\":\"smaller steps\"}");
    }

    @Test
    void questionsAreAnsweredInOneSubmit() {
        String id = ask(
                "ask-user",
                ",\"data\":{\"questions\":[{\"question\":\"Which store?\",\"options\":[{\"label\":\"SQLite\"},{\"label\":\"Postgres\"}]},"
                        + "{\"question\":\"Which checks?\",\"multiSelect\":true,\"options\":[{\"label\":\"Format\"},{\"label\":\"Tests\"}]},"
                        + "{\"question\":\"Why?\"}]}");
        Tab tab = tab().open("?id=" + id);
        tab.field("SQLite").check();
        tab.button("Send answers").click();
        assertThat(tab.page().getByText("Choose or write an answer.")).hasCount(2);
        tab.field("Format").check();
        tab.field("Tests").check();
        tab.page().getByLabel("Or in your own words").nth(1).fill("Races");
        tab.field("Your answer").fill("one node");
        tab.button("Send answers").click();
        assertShows(tab, "Answered");
        assertThat(response(id).toString())
                .isEqualTo(
                        "{\"answers\":{\"Which store?\":\"SQLite\",\"Which checks?\":[\"Format\",\"Tests\",\"Races\"],"
                                + "\"Why?\":\"one node\"}}");
    }

    @Test
    void anUnansweredDecisionIsSentAgainWithItsKeyAndCountsOnce() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?id=" + id);
        var keys = new ArrayList<String>();
        tab.page().route("**/resolve", route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                route.fetch(); // it arrives, and its answer is lost
                route.abort();
            } else if (keys.size() == 2) {
                route.abort();
            } else {
                route.resume();
            }
        });
        tab.button("Allow").click();
        assertThat(tab.page()
                        .getByText("it is not known yet whether your decision counts")
                        .or(tab.outcome()))
                .isVisible();
        assertShows(tab, "Allowed");
        assertShows(tab, "Decided by you, here");
        assertThat(keys).hasSize(3).containsOnly(keys.getFirst());
    }

    @Test
    void aCardThatWasSettledBeforeItWasOpenedShowsItsOutcome() {
        String id = ask("odd", ",\"data\":{\"n\":1}");
        api.resolve(id, "{\"chosen\":2}");
        Tab tab = tab().open("?id=" + id);
        assertShows(tab, "Answered");
        tab.page().getByText("The answer as it was sent").click();
        assertThat(tab.outcome().locator("hp-json")).containsText("\"chosen\": 2");
    }
}
