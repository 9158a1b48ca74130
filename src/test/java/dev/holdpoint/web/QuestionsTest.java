package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Questions with options: what can be chosen and written, and that an answer is what somebody gave. */
@QuarkusTest
class QuestionsTest extends InboxTest {

    @Test
    void anAnswerKeepsItsLines() {
        String id = askCase(12).get(1);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.field("Or in your own words").click();
        tab.page().keyboard().insertText("first\nsecond");
        tab.button("Send answer").click();
        assertThat(response(id).toString()).isEqualTo("{\"answers\":{\"Which store?\":\"first\\nsecond\"}}");
    }

    @Test
    void whatNobodyAnsweredCannotBeSent() {
        String id = ask(
                "ask-user",
                ",\"data\":{\"questions\":[{\"question\":\"a\",\"options\":[{\"label\":\"x\"}]},{\"question\":\"b\"}]}");
        Tab tab = tab();
        var sent = new CopyOnWriteArrayList<Request>();
        tab.page().onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request);
            }
        });
        tab.open("?sessionId=" + session + "&id=" + id);
        assertThat(tab.button("Decline…")).isVisible();
        assertThat(tab.button("Send answers")).hasCount(0);
        tab.card().getByLabel("x").check();
        tab.button("Send answers").click();
        assertThat(tab.page().getByText("Choose or write an answer.")).hasCount(1);
        assertThat(status(id)).isEqualTo("pending");
        tab.field("Your answer").fill("y");
        tab.button("Send answers").click();
        assertShows(tab, "Answered");
        assertThat(sent).hasSize(1);
    }

    @Test
    void optionsOfOtherShapesAreChoices() {
        List<String> ids = askCase(17);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.getFirst());
        tab.field("us-east-1").check();
        tab.button("Send answer").click();
        assertThat(response(ids.getFirst()).toString()).isEqualTo("{\"answers\":{\"Deploy where?\":\"us-east-1\"}}");
        tab.open("?sessionId=" + session + "&id=" + ids.get(1));
        tab.field("red").check();
        tab.field("blue").check();
        tab.button("Send answer").click();
        assertThat(response(ids.get(1)).toString()).isEqualTo("{\"answers\":{\"Pick colours\":[\"red\",\"blue\"]}}");
    }

    @Test
    void optionsWithoutANameOfTheirOwnCannotBeChosen() {
        List<String> ids = askCase(19);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.getFirst());
        assertThat(tab.card().locator("input[type=radio]")).hasCount(1);
        assertThat(tab.card()).containsText("It has no name and cannot be chosen.");
        tab.open("?sessionId=" + session + "&id=" + ids.get(1));
        assertThat(tab.card().locator("input[type=checkbox]")).hasCount(0);
        assertThat(tab.card()).containsText("Another option has the same name");
    }

    @Test
    void questionsOfAnotherShapeAreReadAndCanBeDeclined() {
        String id = ask("ask-user", ",\"data\":{\"questions\":[{\"title\":\"Drop the ledger?\"}],\"note\":\"soon\"}");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        assertThat(tab.card()).containsText("Drop the ledger?");
        assertThat(tab.card()).containsText("soon");
        assertThat(tab.button("Send answer")).hasCount(0);
        tab.button("Decline…").click();
        tab.button("Decline to answer").click();
        assertShows(tab, "Declined");
    }

    /** Escape goes one step back: out of a field to the card, then to the list. */
    @Test
    void aQuestionIsAnsweredByKeysAlone() {
        String id = ask(
                "ask-user",
                ",\"data\":{\"questions\":[{\"question\":\"Which store?\",\"options\":"
                        + "[{\"label\":\"SQLite\"},{\"label\":\"PostgreSQL\"}]}]}");
        Tab tab = tab().open("?sessionId=" + session);
        var keys = tab.page().keyboard();
        keys.press("j");
        assertThat(tab.title()).hasText("Which store?");
        keys.press("a");
        assertThat(tab.field("SQLite")).isFocused();
        keys.press("ArrowDown");
        keys.press("Escape");
        assertThat(tab.title()).isFocused();
        keys.press("Escape");
        assertThat(tab.title()).hasCount(0);
        keys.press("Enter");
        assertThat(tab.field("PostgreSQL")).isChecked();
        assertThat(tab.title()).isFocused();
        keys.press("Tab");
        assertThat(tab.field("PostgreSQL")).isFocused();
        keys.press("Control+Enter");
        assertShows(tab, "Answered");
        assertThat(response(id).path("answers").path("Which store?").asText()).isEqualTo("PostgreSQL");
    }
}
