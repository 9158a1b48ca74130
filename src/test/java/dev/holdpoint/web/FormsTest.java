package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms that are made of schemas: filled in, checked, refused, rejected; what is sent is what was typed. */
@QuarkusTest
class FormsTest extends InboxTest {

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
    void numbersKeepTheirLiteralsAndBlanksAreNoNumbers() throws IOException {
        List<String> bodies = asksOf("10-float-literals");
        Tab tab = tab();
        String untouched = open(tab, bodies.get(0));
        assertThat(tab.field("Ratio")).hasValue("1.0");
        assertThat(tab.field("Retries")).hasValue("3");
        assertThat(tab.page().getByText("0.0 to 1.0.")).isVisible();
        send(tab);
        assertAnswered(tab, untouched, "{\"ratio\":1.0,\"retries\":3}");
        String changed = open(tab, bodies.get(0));
        tab.field("Ratio").fill("0.5");
        tab.field("Retries").fill("");
        send(tab);
        assertAnswered(tab, changed, "{\"ratio\":0.5}");
        String second = open(tab, bodies.get(1));
        tab.field("Amount").fill("12");
        send(tab);
        assertAnswered(tab, second, "{\"amount\":12,\"confirm\":false}");
        String large = askFor(
                "{'type':'object','properties':{'whole':{'type':'integer','maximum':9007199254740993},'large':{'type':'number'}}}");
        tab.open("?id=" + large);
        tab.field("whole").fill("9007199254740994");
        tab.field("large").fill("1e400");
        send(tab);
        assertThat(tab.page().getByText("9007199254740993 at most.")).isVisible();
        tab.field("whole").fill("9007199254740993");
        send(tab);
        assertAnswered(tab, large, "{\"whole\":9007199254740993,\"large\":1e400}");
    }

    @Test
    void aTextKeepsItsLines() throws IOException {
        String body = asksOf("12-lines-in-text").getFirst();
        Tab tab = tab();
        String untouched = open(tab, body);
        assertThat(tab.field("Commit message")).hasValue("fix: renew the lock\n\nIt was taken too late.");
        send(tab);
        assertAnswered(tab, untouched, "{\"message\":\"fix: renew the lock\\n\\nIt was taken too late.\"}");
        String changed = open(tab, body);
        tab.field("Commit message").press("End");
        tab.field("Commit message").pressSequentially("!");
        send(tab);
        assertAnswered(tab, changed, "{\"message\":\"fix: renew the lock\\n\\nIt was taken too late.!\"}");
    }

    @Test
    void linesThatArePastedIntoOneLineStayLines() {
        String id = askFor("{'type':'object','properties':{'note':{'type':'string'}},'required':['note']}");
        var context = browser();
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Tab tab = tab(context).open("?id=" + id);
        tab.page().evaluate("navigator.clipboard.writeText('one\\ntwo')");
        tab.field("note").pressSequentially("zero ");
        tab.page().keyboard().press("Control+V");
        assertThat(tab.field("note")).hasValue("zero one\ntwo");
        assertThat(tab.field("note")).isFocused();
        send(tab);
        assertAnswered(tab, id, "{\"note\":\"zero one\\ntwo\"}");
    }

    @Test
    void optionsAreCalledAsTheirTitlesSay() throws IOException {
        List<String> bodies = asksOf("13-titled-enums");
        Tab tab = tab();
        String one = open(tab, bodies.get(0));
        tab.field("value").selectOption("Low priority");
        send(tab);
        assertAnswered(tab, one, "{\"value\":\"low\"}");
        String several = open(tab, bodies.get(1));
        send(tab);
        assertThat(tab.page().getByText("Choose what fits, or none of them.")).isVisible();
        tab.field("Beta").check();
        tab.field("Alpha").check();
        send(tab);
        assertAnswered(tab, several, "{\"value\":[\"a\",\"b\"]}");
        String colours = open(tab, bodies.get(2));
        assertThat(tab.field("Red")).isChecked();
        assertThat(tab.page().getByText("1 to 2 of them.")).isVisible();
        tab.field("Blue").check();
        send(tab);
        assertAnswered(tab, colours, "{\"colours\":[\"#f00\",\"#00f\"]}");
        String legacy = open(tab, bodies.get(3));
        tab.field("Pet").selectOption("Dog");
        send(tab);
        assertAnswered(tab, legacy, "{\"pet\":\"p2\"}");
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
    void yesAndNoAreChosenAndNeverAssumed() {
        String schema = "{'type':'object','properties':{'ship':{'type':'boolean'},'tell':{'type':'boolean'}},"
                + "'required':['ship']}";
        String id = askFor(schema);
        Tab tab = tab().open("?id=" + id);
        send(tab);
        assertThat(tab.page().getByText("Choose yes or no.")).isVisible();
        set(tab, "ship (needed)")
                .getByLabel("No", new Locator.GetByLabelOptions().setExact(true))
                .check();
        assertThat(set(tab, "tell").getByLabel("No answer")).isChecked();
        send(tab);
        assertAnswered(tab, id, "{\"ship\":false}");
    }

    @Test
    void anAnswerThatIsYesOrNoIsTwoButtons() {
        String id = askFor("{'type':'boolean','title':'Ship it?','description':'To everybody'}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.page().getByText("Ship it?")).isVisible();
        assertThat(tab.page().getByText("To everybody")).isVisible();
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
    void noneIsAnAnswerOfItsOwn() {
        String id = askFor("{'type':'object','properties':{'nick':{'type':['string','null']},"
                + "'home':{'anyOf':[{'type':'object','properties':{'zip':{'type':'string'}}},{'type':'null'}],'default':null}},"
                + "'required':['nick']}");
        Tab tab = tab().open("?id=" + id);
        assertThat(set(tab, "home").getByLabel("None")).isChecked();
        send(tab);
        assertThat(tab.page().getByText("This is needed.")).isVisible();
        tab.field("None").first().check();
        set(tab, "home").getByLabel("None").uncheck();
        tab.field("zip").fill("1234");
        send(tab);
        assertAnswered(tab, id, "{\"nick\":null,\"home\":{\"zip\":\"1234\"}}");
    }

    @Test
    void listsGrowAndShrinkByKeyboardAndErrorsStandBesideTheirEntries() {
        String id =
                askFor("{'type':'object','properties':{'hosts':{'type':'array','maxItems':3,'title':'Hosts','items':"
                        + "{'type':'object','properties':{'name':{'type':'string','pattern':'^[a-z]+$'},'port':{'type':'integer'}},"
                        + "'required':['name']}}},'required':['hosts']}");
        Tab tab = tab().open("?id=" + id);
        var keys = tab.page().keyboard();
        for (String name : List.of("one", "TWO", "three")) {
            tab.button("Add to Hosts").press("Enter");
            keys.type(name);
        }
        assertThat(tab.button("Add to Hosts")).isDisabled();
        tab.button("Remove Hosts 1").press("Enter");
        assertThat(tab.field("name").first()).isFocused();
        assertThat(tab.field("name").first()).hasValue("TWO");
        set(tab, "Hosts 2").getByLabel("port").fill("x");
        send(tab);
        assertThat(set(tab, "Hosts 2").getByText("This is no number")).isVisible();
        assertThat(set(tab, "Hosts 2").getByLabel("port")).isFocused();
        set(tab, "Hosts 2").getByLabel("port").fill("80");
        send(tab);
        assertThat(tab.page().getByText("nothing is decided yet")).isVisible();
        assertThat(tab.page().getByText("Refused by the server: one answer needs a look."))
                .isVisible();
        assertThat(set(tab, "Hosts 1").locator(".error:visible")).hasCount(1);
        assertThat(tab.field("name").first()).isFocused();
        tab.field("name").first().fill("two");
        send(tab);
        assertAnswered(tab, id, "{\"hosts\":[{\"name\":\"two\"},{\"name\":\"three\",\"port\":80}]}");
    }

    @Test
    void oneOfSeveralShapesIsChosenFirst() {
        String id = askFor("{'type':'object','properties':{'then':{'oneOf':["
                + "{'type':'object','properties':{'do':{'const':'wait'},'seconds':{'type':'number'}},'required':['do','seconds']},"
                + "{'type':'object','properties':{'do':{'const':'stop'}},'required':['do']}]}},'required':['then']}");
        Tab tab = tab().open("?id=" + id);
        send(tab);
        assertThat(tab.page().getByText("Choose one.")).isVisible();
        tab.field("Which it is").selectOption("wait");
        send(tab);
        assertThat(tab.page().getByText("This is needed.")).isVisible();
        tab.field("seconds").fill("1.50");
        send(tab);
        assertAnswered(tab, id, "{\"then\":{\"do\":\"wait\",\"seconds\":1.50}}");
    }

    @Test
    void aDayAndATimeArePickedInTheZoneThatIsShown() {
        String id = askFor("{'type':'object','properties':{'start':{'type':'string','format':'date-time'},"
                + "'day':{'type':'string','format':'date','default':'2026-11-25'}},'required':['start']}");
        Tab tab = tab(browser(new Browser.NewContextOptions().setTimezoneId("Asia/Kolkata")))
                .open("?id=" + id);
        assertThat(tab.page().getByText("Asia/Calcutta (UTC+05:30 now)")).isVisible();
        assertThat(tab.field("day")).hasValue("2026-11-25");
        tab.field("start").fill("2026-12-01T14:05");
        assertThat(tab.page().getByText("Sent as 2026-12-01T08:35:00Z")).isVisible();
        send(tab);
        assertAnswered(tab, id, "{\"start\":\"2026-12-01T08:35:00Z\",\"day\":\"2026-11-25\"}");
    }

    @Test
    void halfADateIsNoAnswer() {
        String id = askFor("{'type':'object','properties':{'day':{'type':'string','format':'date'}}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("day").pressSequentially("12");
        send(tab);
        assertThat(tab.page().getByText("This is not complete")).isVisible();
        assertThat(interaction(id).path("status").asText()).isEqualTo("pending");
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
    void membersThatEveryObjectHasAreAnsweredLikeAnyOther() {
        String id =
                askFor("{'type':'object','properties':{'__proto__':{'type':'string'},'constructor':{'type':'integer'},"
                        + "'a b\\'c':{'type':'string'}}}");
        Tab tab = tab().open("?id=" + id);
        tab.field("__proto__").fill("x");
        tab.field("constructor").fill("7");
        tab.field("a b'c").fill("y");
        send(tab);
        assertAnswered(tab, id, "{\"__proto__\":\"x\",\"constructor\":7,\"a b'c\":\"y\"}");
    }

    @Test
    void whatNoFieldCanBeIsJsonByItself() {
        String id = askFor("{'type':'object','properties':{'name':{'type':'string'},"
                + "'args':{'type':'object','additionalProperties':{'type':'integer'}}},'required':['name','args']}");
        Tab tab = tab().open("?id=" + id);
        tab.field("name").fill("x");
        assertThat(tab.field("args, as JSON")).hasValue("{}");
        tab.field("args, as JSON").fill("{\"n\":1.0,}");
        send(tab);
        assertThat(tab.field("args, as JSON")).isFocused();
        tab.field("args, as JSON").fill("{\"n\":\"one\"}");
        send(tab);
        assertThat(tab.page().getByText("nothing is decided yet")).isVisible();
        assertThat(tab.page().getByText("/n: ")).isVisible();
        tab.field("args, as JSON").fill("{\"n\":1.0}");
        send(tab);
        assertAnswered(tab, id, "{\"name\":\"x\",\"args\":{\"n\":1.0}}");
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
        assertThat(tab.page().getByText("These are 2001 characters; 2000 can be sent."))
                .isVisible();
        tab.field("Why").fill("not my\nbusiness");
        tab.page().reload();
        assertThat(tab.field("Why")).hasValue("not my\nbusiness");
        tab.button("Reject").click();
        assertShows(tab, "Rejected");
        assertThat(interaction(id).path("reason").asText()).isEqualTo("not my\nbusiness");
    }

    @Test
    void everythingThatIsAskedStandsAboveTheForm() {
        String id = ask(
                "mcp-elicitation",
                ",\"data\":{\"server\":\"deploy\",\"message\":\"First line\\nSecond line\",\"n\":1.0,\"deep\":{\"flag\":true}}");
        Tab tab = tab().open("?id=" + id);
        Locator asked = tab.card().locator("hp-form-data");
        assertThat(asked.getByText("First line\nSecond line")).isVisible();
        assertThat(asked.locator("dt")).hasText(new String[] {"server", "n", "deep"});
        assertThat(asked.getByText("1.0")).isVisible();
        assertThat(asked.locator("hp-json")).containsText("\"flag\": true");
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
                .isLessThan(longest + 2_000);
        tab.button("Show the rest first").click();
        tab.button("Send answer").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(longestTask(tab))
                .as("the longest time without an answer to the reader, where one field took %s", longest)
                .isLessThan(longest + 2_000);
        set(tab, "f2399").getByLabel("Yes").check();
        send(tab);
        assertAnswered(tab, many, "{\"f2399\":true}");
    }

    @Test
    void amongManyOptionsOneSearches() {
        var values = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            values.append(i == 0 ? "" : ",").append('\'').append(i).append('\'');
        }
        String id = askFor("{'type':'object','properties':{'one':{'enum':[" + values + "]}},'required':['one']}");
        Tab tab = tab().open("?id=" + id);
        assertThat(tab.page().getByText("100 of 9000 are shown.")).isVisible();
        tab.field("Search all 9000").fill("8765");
        assertThat(tab.page().getByText("1 of 9000 are shown.")).isVisible();
        tab.field("one").selectOption("8765");
        tab.field("Search all 9000").fill("");
        assertThat(tab.field("one")).hasValue("\"8765\"");
        send(tab);
        assertAnswered(tab, id, "{\"one\":\"8765\"}");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390"})
    void everyKindOfFieldIsAccessible(ColorScheme scheme, int width) throws IOException {
        String schema = Files.readString(Path.of("src/test/resources/every-kind-of-field.json"));
        String id = ask(
                "mcp-elicitation",
                ",\"title\":\"Every kind of field\",\"data\":{\"server\":\"deploy\",\"message\":\"Before this goes out, a few "
                        + "values.\\nNone of them is kept.\"},\"responseSchema\":" + schema);
        Tab tab = tab(browser(scheme, width, 900)).open("?id=" + id);
        tab.field("Which it is").selectOption("Wait");
        tab.button("Add to Hosts").click();
        send(tab);
        tab.page().getByText("Not sent:").waitFor();
        tab.page().setViewportSize(width, 5_600);
        tab.screenshot("every-kind-of-field-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        assertThat(new AxeBuilder(tab.page()).analyze().getViolations())
                .extracting(violation -> violation.getId() + violation.getNodes())
                .isEmpty();
        assertThat((Boolean) tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
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
        assertShows(tab, "Rejected");
        assertThat(interaction(id).path("reason").asText()).isEqualTo("not like this");
    }

    private static double longestTask(Tab tab) {
        return ((Number) tab.page().evaluate("window.longest")).doubleValue();
    }

    private String askFor(String schema) {
        return ask(
                "form",
                ",\"title\":\"A form\",\"responseSchema\":"
                        + schema.replace("\\'", "’").replace('\'', '"').replace('’', '\''));
    }

    /** The bodies of a case's asks, in this test's session. */
    private List<String> asksOf(String name) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/cases", name + ".json"));
        var bodies = new ArrayList<String>();
        for (JsonNode ask : Api.tree(text).path("asks")) {
            bodies.add(((ObjectNode) ask).put("sessionId", session).toString());
        }
        return bodies;
    }

    private String open(Tab tab, String body) {
        String id = api.post("/v1/interactions", body).id();
        tab.open("?id=" + id);
        return id;
    }

    private static void send(Tab tab) {
        tab.button("Send answer").click();
    }

    private static Locator set(Tab tab, String legend) {
        return tab.page()
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(legend).setExact(true));
    }

    private void assertAnswered(Tab tab, String id, String response) {
        assertShows(tab, "Answered");
        assertThat(api.get("/v1/interactions/" + id).text()).contains("\"response\":" + response + ",");
    }
}
