package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of field of a form: what is typed or chosen is what is sent. */
@QuarkusTest
class FormFieldsTest extends AnswersTest {

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
        assertThat(tab.page().getByText(Pattern.compile("Asia/(Calcutta|Kolkata) \\(UTC\\+05:30 now\\)")))
                .isVisible();
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
}
