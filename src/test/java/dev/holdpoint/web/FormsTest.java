package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms that are made of schemas: filled in, checked, refused, rejected, kept while nothing is sent. */
@QuarkusTest
class FormsTest extends AnswersTest {

    private static final String RELEASE = """
            {"type":"object","properties":{
              "version":{"type":"string","pattern":"^\\\\d+\\\\.\\\\d+$"},"channel":{"type":"string","enum":["stable","beta"]},
              "rollout":{"type":"integer","minimum":1,"maximum":100,"title":"Percent"},
              "notify":{"type":"array","items":{"enum":["email","chat"]},"uniqueItems":true},
              "who":{"type":"object","properties":{"mail":{"type":"string","format":"email"}},"required":["mail"]},
              "freeze":{"type":"boolean"}},"required":["version","channel","rollout","who"],"additionalProperties":false}
            """;

    private static final String NOTE_LONGEST_TASK = """
            window.longest = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) =>
              window.longest = Math.max(window.longest, entry.duration))).observe({ type: 'longtask', buffered: true });
            """;

    @Test
    void aFormIsMadeOfTheSchema() {
        String id = askFor(RELEASE);
        Tab tab = tab().open("?id=" + id);
        send(tab);
        assertThat(tab.page().getByText("This is needed.")).hasCount(3);
        assertThat(tab.page().getByText("Choose one.")).hasCount(1);
        tab.field("version").fill("two");
        tab.field("channel").selectOption("stable");
        tab.field("Percent").fill("200");
        tab.field("mail (needed)").fill("me@example.com");
        tab.field("chat").check();
        assertThat(tab.page().getByText("100 at most.")).isVisible();
        tab.field("Percent").fill("5");
        send(tab);
        assertThat(tab.page().getByText("nothing is decided yet")).isVisible();
        assertThat(tab.field("version")).isFocused();
        tab.field("version").fill("2.4");
        send(tab);
        assertAnswered(
                tab,
                id,
                "{\"version\":\"2.4\",\"channel\":\"stable\",\"rollout\":5,\"notify\":[\"chat\"],"
                        + "\"who\":{\"mail\":\"me@example.com\"}}");
    }

    @Test
    void schemasOfDraft07AreForms() throws IOException {
        List<String> bodies = asksOf("15-draft-07");
        Tab tab = tab();
        open(tab, bodies.get(0));
        tab.field("branch").fill("main");
        tab.field("channel").selectOption("beta");
        send(tab);
        assertShows(tab, "Answered");
        open(tab, bodies.get(1));
        assertThat(tab.field("retries")).hasValue("2");
        assertThat(tab.card().locator("hp-json-editor")).hasCount(0);
    }

    static Stream<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/forms"))) {
            return files.map(Path::toString).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatLibrariesMakeOfTypesIsAForm(String file) throws IOException {
        Tab tab = tab();
        for (JsonNode sample : Api.tree(Files.readString(Path.of(file)))) {
            String id = ask("sample", ",\"responseSchema\":" + sample.path("schema"));
            tab.open("?id=" + id);
            tab.button("Send answer").waitFor();
            long json = sample.path("kinds").properties().stream()
                    .filter(kind -> kind.getValue().asText().equals("json")
                            && !kind.getKey().contains("/"))
                    .count();
            assertThat(tab.card().locator("hp-json-editor")).hasCount((int) json);
        }
    }

    @Test
    void anAnswerThatIsYesOrNoIsTwoButtons() {
        String id = askFor("{'type':'boolean','title':'Ship it?','description':'To everybody'}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.page().getByText("Ship it?")).isVisible();
        assertThat(tab.page().getByText("To everybody", exactly())).isVisible();
        tab.button("No").click();
        assertAnswered(tab, id, "false");
    }

    @Test
    void anAnswerMayBeNothingButAText() {
        String id = askFor("{'type':'string','title':'Why?','minLength':3}");
        Tab tab = tab().open("?id=" + id);
        tab.field("Why?").fill("so");
        tab.field("Why?").press("Control+Enter");
        assertThat(tab.page().getByText("Write at least 3 characters.")).isVisible();
        tab.field("Why?").fill("because");
        send(tab);
        assertAnswered(tab, id, "\"because\"");
    }

    @Test
    void whatIsTypedIsKeptButForWhatIsSecret() {
        String id = askFor("{'type':'object','properties':{'name':{'type':'string'},'tint':{'enum':['red','blue']},"
                + "'pin':{'type':'string','format':'password'},'tags':{'type':'array','items':{'type':'string'}}}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("name").fill("Ada");
        tab.field("tint").selectOption("blue");
        tab.field("pin").fill("hunter2");
        tab.button("Add to tags").click();
        tab.page()
                .getByLabel("tags 1", new Page.GetByLabelOptions().setExact(true))
                .fill("x");
        assertThat(tab.field("pin")).hasAttribute("type", "password");
        assertThat((String) tab.page().evaluate("JSON.stringify(sessionStorage)"))
                .contains("Ada")
                .doesNotContain("hunter2");
        tab.page().reload();
        assertThat(tab.field("name")).hasValue("Ada");
        assertThat(tab.field("pin")).hasValue("");
        assertThat(tab.page().getByLabel("tags 1", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("x");
        tab.field("pin").fill("hunter2");
        send(tab);
        assertAnswered(tab, id, "{\"name\":\"Ada\",\"tint\":\"blue\",\"pin\":\"hunter2\",\"tags\":[\"x\"]}");
    }

    @Test
    void enterInAFieldSendsNothing() {
        String id = askFor("{'type':'object','properties':{'name':{'type':'string'}}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("name").fill("Ada");
        for (String key : List.of("Enter", "a", "d", "Enter")) {
            tab.field("name").press(key);
        }
        assertThat(interaction(id).path("status").asText()).isEqualTo("pending");
        tab.field("name").press("Control+Enter");
        assertAnswered(tab, id, "{\"name\":\"Adaad\"}");
    }

    @Test
    void aSchemaThatSaysNothingOfTypesIsAnsweredAsJson() {
        String id = askFor("{'not':{'type':'string'}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("Answer, as JSON").fill("\"text\"");
        send(tab);
        assertThat(tab.page().getByText("nothing is decided yet")).isVisible();
        tab.field("Answer, as JSON").fill("12345678901234567890");
        send(tab);
        assertAnswered(tab, id, "12345678901234567890");
    }

    @Test
    void whatAFormCannotSayIsWrittenAsJson() {
        String id = askFor("{'type':'object','properties':{'n':{'type':'number','default':1.0}},"
                + "'additionalProperties':{'type':'string'}}");
        Tab tab = tab().open("?id=" + id);
        tab.button("Write it as JSON").click();
        assertThat(tab.field("Answer, as JSON")).isFocused();
        assertThat(tab.field("Answer, as JSON")).hasValue("{\n  \"n\": 1.0\n}");
        tab.field("Answer, as JSON").fill("{\"n\":1.0,\"more\":\"x\"}");
        tab.page().reload();
        assertThat(tab.field("Answer, as JSON")).hasValue("{\"n\":1.0,\"more\":\"x\"}");
        send(tab);
        assertAnswered(tab, id, "{\"n\":1.0,\"more\":\"x\"}");
    }

    @Test
    void aQuestionIsRejectedWithWordsAndWhatWasTypedStays() {
        String id = askFor("{'type':'object','properties':{'name':{'type':'string'}}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("name").fill("Ada");
        tab.button("Reject…").click();
        assertThat(tab.field("Why")).isFocused();
        tab.button("Back").click();
        assertThat(tab.field("name")).hasValue("Ada");
        tab.button("Reject…").click();
        tab.field("Why").fill("x".repeat(2_001));
        tab.button("Reject").click();
        assertThat(tab.page().getByText("2,001 characters: at most 2,000 can be sent, 1 are too many."))
                .isVisible();
        tab.field("Why").fill("not my\nbusiness");
        tab.page().reload();
        assertThat(tab.field("Why")).hasValue("not my\nbusiness");
        tab.button("Reject").click();
        assertShows(tab, "Declined");
        assertThat(interaction(id).path("reason").asText()).isEqualTo("not my\nbusiness");
    }

    @Test
    void everythingThatIsAskedStandsAboveTheForm() {
        String id = ask(
                "mcp-elicitation",
                ",\"data\":{\"server\":\"deploy\",\"message\":\"First line\\nSecond line\",\"n\":1.0,\"deep\":{\"flag\":true}}");
        Tab tab = tab().open("?id=" + id);
        Locator asked = tab.card().locator("hp-asked");
        assertThat(asked.getByText("First line\nSecond line")).isVisible();
        assertThat(asked.locator("dt")).hasText(new String[] {"server", "n", "deep", "flag"});
        assertThat(asked.getByText("1.0")).isVisible();
        assertThat(asked).containsText("true");
    }

    @Test
    void manyFieldsComeStepByStepAndAreSeenBeforeTheyAreSent() {
        var properties = new StringBuilder();
        for (int i = 0; i < 2_400; i++) {
            properties.append(i == 0 ? "" : ",").append("'f").append(i).append("':{'type':'boolean'}");
        }
        String few = askFor("{'type':'object','properties':{'f0':{'type':'boolean'}}}");
        String many = askFor("{'type':'object','properties':{" + properties + "}}");
        Tab tab = tab();
        tab.page().addInitScript(NOTE_LONGEST_TASK);
        tab.open("?id=" + few);
        tab.button("Send answer").waitFor();
        double longest = longestTask(tab);
        tab.open("?id=" + many);
        assertThat(tab.page().getByText("2300 fields are not shown yet")).isVisible();
        assertThat(longestTask(tab))
                .as("milliseconds until it is on the screen, where one field took %s", longest)
                .isLessThan(longest + 1_000);
        tab.button("Show the rest first").click();
        tab.button("Send answer").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(longestTask(tab))
                .as("the longest time without an answer to the reader, where one field took %s", longest)
                .isLessThan(longest + 1_000);
        set(tab, "f2399").getByLabel("Yes").check();
        send(tab);
        assertAnswered(tab, many, "{\"f2399\":true}");
    }

    @Test
    void whatAnAskerWritesIntoASchemaIsText() {
        String payload = "<img src=x onerror=alert(1)><b>bold</b>";
        String id = askFor(("{'title':'%s','description':'%s','type':'object','properties':{"
                        + "'%s':{'type':'string','pattern':'x','examples':['%s'],'default':'%s','description':'%s'},"
                        + "'a':{'oneOf':[{'const':'%s','title':'%s','description':'%s'}]},'b':{'enum':['%s'],'enumNames':['%s']},"
                        + "'c':{'type':'array','title':'%s','items':{'enum':['%s']}},'d':{'const':'%s','default':1},"
                        + "'e':{'type':'object','title':'%s','properties':{'%s':{'format':'%s','type':'string','default':'x\\ny'}}},"
                        + "'f':{'type':'array','title':'%s','items':{'title':'%s','type':'object'},'default':[{'%s':1}]},"
                        + "'g':{'title':'%s','oneOf':[{'title':'%s','type':'string'},{'type':'number'}]}}}")
                .replace("%s", payload));
        Tab tab = tab().open("?id=" + id);
        tab.button("Send answer").waitFor();
        tab.field("Which it is").selectOption("1");
        assertThat(tab.card().getByText(payload).first()).isVisible();
        assertThat(tab.card().locator("img, b")).hasCount(0);
    }

    @Test
    void aFormThatCannotBeLoadedIsToldAndCanStillBeRejected() {
        String id = askFor("{'type':'object','properties':{'name':{'type':'string'}}}");
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().route("**/static/**", Route::abort);
        tab.rows().first().click();
        assertThat(tab.page().getByText("A part of this page could not be loaded. Reload the page."))
                .isVisible();
        tab.button("Reject…").click();
        tab.page().keyboard().type("not like this");
        tab.button("Reject").click();
        assertShows(tab, "Declined");
        assertThat(interaction(id).path("reason").asText()).isEqualTo("not like this");
    }

    private static double longestTask(Tab tab) {
        return ((Number) tab.page().evaluate("window.longest")).doubleValue();
    }
}
