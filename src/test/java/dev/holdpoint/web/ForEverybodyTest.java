package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readable and usable by everybody: axe on each view, by keyboard alone, on a phone; with pictures of each view. */
@QuarkusTest
class ForEverybodyTest extends InboxTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    enum Look {
        LIGHT(ColorScheme.LIGHT, 1280, 900),
        DARK(ColorScheme.DARK, 1280, 900),
        PHONE(ColorScheme.LIGHT, 360, 780);

        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyViewIsAccessible(Look look) throws IOException {
        String name = look.name().toLowerCase(Locale.ROOT);
        Tab tab = tab(browser(look.scheme, look.width, look.height));
        List<String> examples = List.of("permission", "plan-approval", "ask-user");
        for (String example : examples) {
            String body = Files.readString(Path.of("docs/examples/" + example + ".json"))
                    .replaceAll("\"sessionId\"\\s*:\\s*\"[^\"]*\"", "\"sessionId\":\"" + session + "\"");
            String id = api.post("/v1/interactions", body).id();
            tab.open("?sessionId=" + session + "&id=" + id);
            tab.title().waitFor();
            if (example.equals("plan-approval")) {
                tab.page().locator("hp-markdown .markdown").waitFor();
            }
            check(tab, example + "-" + name);
        }
        String form = ask(
                "release-form",
                ",\"title\":\"Release 2.4.0\",\"responseSchema\":{\"type\":\"object\",\"properties\":{\"version\":{\"type\":\"string\"},"
                        + "\"channel\":{\"enum\":[\"stable\",\"beta\"]},\"notify\":{\"type\":\"array\",\"items\":{\"enum\":[\"chat\"]}},"
                        + "\"freeze\":{\"type\":\"boolean\"}},\"required\":[\"version\"]}");
        tab.open("?sessionId=" + session + "&id=" + form);
        tab.button("Send answer").click();
        check(tab, "form-" + name);
        api.post("/v1/interactions/" + form + "/reject", "{\"reason\":\"not today\"}");
        assertShows(tab, "Declined");
        check(tab, "outcome-" + name);
        tab.open("?sessionId=" + session);
        tab.rows().first().waitFor();
        check(tab, "inbox-" + name);
        tab.open("?view=history&sessionId=" + session);
        tab.page().getByText("not today").waitFor();
        check(tab, "history-" + name);
        tab.open("?view=numbers");
        tab.page().locator("canvas").first().waitFor();
        tab.page().getByText("release-form").first().waitFor();
        check(tab, "numbers-" + name);
        tab.open("?sessionId=" + Api.session());
        tab.page()
                .getByText("Nothing pending matches")
                .or(tab.page().getByText("Nothing waits for you"))
                .waitFor();
        check(tab, "empty-" + name);
        tab.button("Keys").click();
        tab.page().getByText("next question", exactly()).waitFor();
        check(tab, "keys-" + name);
    }

    @Test
    void everythingCanBeDoneByKeyboard() {
        String first = ask(
                "permission",
                ",\"title\":\"First\",\"timeout\":\"PT1H\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
        String second = ask(
                "permission",
                ",\"title\":\"Second\",\"timeout\":\"PT2H\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"rm\"}}");
        Tab tab = tab().open("?sessionId=" + session);
        var keys = tab.page().keyboard();
        tab.rows().first().waitFor();
        keys.press("j");
        assertThat(tab.title()).hasText("First");
        keys.press("a");
        keys.press("Enter");
        assertShows(tab, "Allowed");
        keys.press("j");
        assertThat(tab.title()).hasText("Second");
        keys.press("d");
        keys.type("no a, no d");
        keys.press("Control+Enter");
        assertShows(tab, "Denied");
        assertThat(response(first).path("behavior").asText()).isEqualTo("allow");
        assertThat(response(second).path("message").asText()).isEqualTo("no a, no d");
        keys.press("g");
        keys.press("h");
        tab.page().getByText("Second").waitFor();
        keys.press("/");
        assertThat(tab.field("Search")).isFocused();
        keys.press("Escape");
        keys.press("g");
        keys.press("i");
        keys.press("?");
        assertThat(tab.page().getByText("next question", exactly())).isVisible();
        keys.press("Escape");
        assertThat(tab.page().getByText("next question", exactly())).not().isVisible();
        keys.press("/");
        keys.type("nothing like it");
        assertThat(tab.page()).hasURL(Pattern.compile(".*search=nothing.*"));
        assertThat(tab.field("Search")).isFocused();
        keys.press("Escape");
        assertThat(tab.field("Search")).not().isFocused();
    }

    @Test
    void nothingRunsOverTheEdgeOfAPhone() {
        ask(
                "permission",
                ",\"title\":\"" + "Averylongword".repeat(12)
                        + "\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + "x".repeat(900) + "\"}}");
        BrowserContext phone = browser(ColorScheme.LIGHT, 360, 700);
        Tab tab = tab(phone).open("?sessionId=" + session);
        tab.rows().first().click();
        tab.button("Allow").waitFor();
        assertThat((Boolean) tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        tab.button("← All questions").click();
        assertThat(tab.rows().first()).isVisible();
        assertThat((Boolean) tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @Test
    void coloursAreSwitchedAndStaySo() {
        Tab tab = tab(browser(ColorScheme.LIGHT, 1280, 900)).open("");
        tab.page().getByText("Settings", exactly()).click();
        tab.field("Colours").selectOption("dark");
        String dark = (String) tab.page().evaluate(BACKGROUND);
        tab.page().reload();
        assertThat((String) tab.page().evaluate(BACKGROUND)).isEqualTo(dark).isEqualTo("rgb(18, 20, 23)");
    }

    private static final String BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor";

    @Test
    void theCountStandsInTheTitle() {
        Tab tab = tab().open("");
        ask("question", "");
        assertThat(tab.page()).hasTitle(Pattern.compile("\\(\\d+\\) Holdpoint"));
        assertThat(tab.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("data:image/png.*"));
    }

    private void check(Tab tab, String name) {
        tab.screenshot(name);
        List<Rule> violations = new AxeBuilder(tab.page())
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .toList();
        assertThat(violations).as(name).isEmpty();
    }
}
