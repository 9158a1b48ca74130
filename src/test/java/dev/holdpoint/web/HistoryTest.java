package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened, as people tell it: found, read, linked to and taken away. */
@QuarkusTest
class HistoryTest extends InboxTest {

    private static final String NEW_YORK = "America/New_York";

    @Test
    void whatHappenedIsToldInPeoplesWordsTheLastDecisionFirst() {
        String allowed = titled("permission", "Allow it");
        String denied = titled("permission", "Deny it");
        String plan = titled("plan-approval", "A plan");
        String form = titled("release-form", "A form");
        String question = titled("ask-user", "A question");
        String withdrawn = titled("permission", "Never mind");
        String late = ask("permission", ",\"title\":\"Late\",\"timeout\":\"PT0.1S\"");
        api.get("/v1/interactions/" + late + "?wait=30");
        String silent = ask(
                "permission",
                ",\"title\":\"Silent\",\"timeout\":\"PT0.1S\",\"onExpiry\":{\"resolve\":{\"behavior\":\"allow\"}}");
        api.get("/v1/interactions/" + silent + "?wait=30");
        api.post("/v1/interactions/" + withdrawn + "/cancel", "{\"reason\":\"found it myself\"}");
        api.resolve(allowed, "{\"behavior\":\"allow\"}");
        api.resolve(question, "{\"answers\":{\"Which?\":\"the blue one\"}}");
        api.post("/v1/interactions/" + form + "/reject", "{\"reason\":\"not today\"}");
        api.resolve(plan, "{\"approved\":false,\"feedback\":\"smaller steps\"}");
        api.resolve(denied, "{\"behavior\":\"deny\",\"message\":\"use the copy\"}");

        Tab tab = history("");

        assertThat(rows(tab)).hasText(new Pattern[] {
            row("Deny it", "Denied", "use the copy", "a person"),
            row("A plan", "Sent back", "smaller steps", "a person"),
            row("A form", "Declined", "not today", "a person"),
            row("A question", "Answered", "the blue one", "a person"),
            row("Allow it", "Allowed", "", "a person"),
            row("Never mind", "Withdrawn", "found it myself", "its asker"),
            row("Silent", "Nobody answered: allowed by default", "", "its deadline"),
            row("Late", "Nobody answered", "", "its deadline"),
        });
        assertThat(rows(tab).locator("strong.good")).hasCount(2);
        assertThat(rows(tab).locator("strong.bad")).hasCount(3);
        assertThat(rows(tab).first().locator("strong")).hasClass("bad");
    }

    @Test
    void aQuestionWithoutATitleIsKnownByWhatItAsks() {
        String id = ask("permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"make deploy\"}}");
        api.resolve(id, "{\"behavior\":\"allow\"}");

        assertThat(rows(history(""))).containsText(new String[] {"Bash: make deploy"});
    }

    @Test
    void whatIsShownIsChosenByOutcomeByWhomAndByWords() {
        api.resolve(titled("permission", "First"), "{\"behavior\":\"allow\"}");
        api.resolve(titled("permission", "Second"), "{\"behavior\":\"deny\",\"message\":\"Keine Stra\u00dfe\"}");
        api.post("/v1/interactions/" + titled("permission", "Third") + "/cancel", "{}");
        Tab tab = history("");
        assertThat(rows(tab)).hasCount(3);

        filter(tab, "Outcome").selectOption("Denied");
        assertThat(rows(tab)).hasCount(1);
        assertThat(rows(tab)).containsText(new String[] {"Second"});
        filter(tab, "Outcome").selectOption("all");
        assertThat(rows(tab)).hasCount(3);
        filter(tab, "By").selectOption("its asker");
        assertThat(rows(tab)).hasCount(1);
        assertThat(rows(tab)).containsText(new String[] {"Third"});
        filter(tab, "By").selectOption("all");

        tab.page().locator("h1").click();
        tab.page().keyboard().press("/");
        tab.page().keyboard().type("STRASSE");
        assertThat(rows(tab)).hasCount(1);
        assertThat(tab.page()).hasURL(Pattern.compile(".*[?&]search=STRASSE.*"));
        tab.page().reload();
        assertThat(filter(tab, "Search")).hasValue("STRASSE");
        assertThat(rows(tab)).hasCount(1);
        filter(tab, "Search").fill("nowhere to be found");
        assertThat(tab.page().getByText("Nothing that was decided matches.")).isVisible();
    }

    @Test
    void whatIsShownIsChosenByTheDayOfTheDecisionInTheTimeZoneThatIsTold() {
        String id = titled("permission", "Today");
        String decidedAt = api.resolve(id, "{\"behavior\":\"allow\"}")
                .body()
                .path("decidedAt")
                .asText();
        LocalDate day = Instant.parse(decidedAt).atZone(ZoneId.of(NEW_YORK)).toLocalDate();
        Tab tab = tab(browser(new Browser.NewContextOptions().setTimezoneId(NEW_YORK)));

        tab.open("?view=history&sessionId=" + session);

        assertThat(tab.page().getByText(Pattern.compile("Times are those of America/New_York \\(GMT-[45]\\)")))
                .isVisible();
        filter(tab, "Decided from").fill(day.toString());
        filter(tab, "Decided until").fill(day.toString());
        assertThat(tab.page()).hasURL(Pattern.compile(".*from=" + day + "&to=" + day));
        assertThat(rows(tab)).hasCount(1);
        filter(tab, "Decided until").fill(day.minusDays(1).toString());
        filter(tab, "Decided from").fill(day.minusDays(1).toString());
        assertThat(rows(tab)).hasCount(0);
        filter(tab, "Decided until").fill("");
        filter(tab, "Decided from").fill(day.plusDays(1).toString());
        assertThat(rows(tab)).hasCount(0);
    }

    @Test
    void aCopiedLinkOpensTheCard() {
        api.resolve(titled("permission", "Linked"), "{\"behavior\":\"deny\",\"message\":\"no\"}");
        Tab tab = history("&search=linked&outcome=denied");
        Locator link = rows(tab).first().getByRole(AriaRole.LINK);
        String address = (String) link.evaluate("link => link.href");

        Tab elsewhere = tab();
        elsewhere.page().navigate(address);

        assertThat(elsewhere.title()).hasText("Linked");
        assertShows(elsewhere, "Denied");
        assertThat(address).doesNotContain("outcome", "search");
        link.click();
        assertThat(tab.title()).hasText("Linked");
        tab.page().goBack();
        assertThat(rows(tab)).hasCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "JSON lines"})
    void whatIsFilteredIsTakenAway(String format) throws IOException {
        api.resolve(titled("permission", "Kept"), "{\"behavior\":\"allow\"}");
        String denied = titled("permission", "Taken");
        api.resolve(denied, "{\"behavior\":\"deny\"}");
        Tab tab = history("&outcome=denied");
        assertThat(rows(tab)).hasCount(1);

        Download download = tab.page()
                .waitForDownload(() -> tab.page()
                        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(format))
                        .click());

        boolean isCsv = format.equals("CSV");
        assertThat(download.suggestedFilename()).matches("holdpoint-.*\\." + (isCsv ? "csv" : "jsonl"));
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(isCsv ? 2 : 1);
        assertThat(lines.getLast()).contains(denied, "Taken");
    }

    /** Some 33 MiB in memory, of which the service looks at 16 for a page. */
    @Test
    void aSearchGoesOnUntilItHasFound() {
        api.resolve(titled("permission", "A needle"), "{\"behavior\":\"allow\"}");
        String hay = ",\"data\":\"" + "hay ".repeat(60_000) + "\"";
        for (int i = 0; i < 70; i++) {
            api.resolve(ask("permission", hay), "{\"behavior\":\"allow\"}");
        }

        Tab tab = history("&search=needle");

        assertThat(rows(tab)).hasCount(1);
        assertThat(tab.page().getByText("1 decision", exactly())).isVisible();
    }

    @Test
    void moreIsShownWhenItIsAskedFor() {
        for (int i = 0; i < 110; i++) {
            api.resolve(titled("permission", "Number " + i), "{\"behavior\":\"allow\"}");
        }
        Tab tab = history("");
        assertThat(rows(tab)).hasCount(50);

        tab.button("Show more").click();
        assertThat(rows(tab)).hasCount(100);
        assertThat(tab.button("Show more")).isFocused();
        tab.page().keyboard().press("Enter");

        assertThat(rows(tab)).hasCount(110);
        assertThat(rows(tab).last()).containsText("Number 0");
        assertThat(tab.button("Show more")).hasCount(0);
    }

    /** As where the service became another version since the page was loaded. */
    @Test
    void aViewThatIsNotThereAnyMoreSaysSo() {
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().route(Pattern.compile(".*/history-view-[^/]*\\.js"), route -> route.abort());

        tab.page().getByText("History", exactly()).click();

        assertThat(tab.page().getByText("A part of this page could not be loaded. Reload the page."))
                .isVisible();
    }

    @Test
    void whatCannotBeAskedForIsToldInTheWordsOfTheService() {
        Tab tab = history("&outcome=splendid");

        assertThat(tab.page().getByText("the parameter 'outcome' is not valid")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void aTableStaysOneOnAnyWidth(int width) {
        api.resolve(titled("permission", "One"), "{\"behavior\":\"allow\"}");
        Tab tab = tab(browser(ColorScheme.LIGHT, width, 800)).open("?view=history&sessionId=" + session);
        assertThat(rows(tab)).hasCount(1);

        assertThat(tab.page().getByRole(AriaRole.COLUMNHEADER))
                .hasText(new String[] {"Question", "Outcome", "By", "Decided", "After"});
        assertThat(rows(tab).first().getByRole(AriaRole.CELL)).hasCount(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 320})
    void nothingIsWiderThanAPhone(int width) {
        String word = "Averylongword".repeat(15);
        String type = "t" + "averylongtype".repeat(4);
        session += "s".repeat(200 - session.length());
        String more = ",\"title\":\"" + word + "\",\"data\":{\"command\":\"" + word.repeat(5) + "\"}";
        api.post("/v1/interactions/" + ask(type, more) + "/reject", "{\"reason\":\"" + word.repeat(5) + "\"}");
        api.resolve(ask(type, more), "\"" + word.repeat(5) + "\"");
        ask(type, more);
        Tab tab = tab(browser(ColorScheme.LIGHT, width, 800));

        tab.open("?view=history&sessionId=" + session);
        assertThat(rows(tab)).hasCount(2);
        assertFits(tab, "history-" + width);
        tab.open("?view=numbers");
        tab.page().getByText("The same figures as a table").click();
        tab.page().getByText("half within").first().waitFor();
        tab.page().locator("canvas").first().waitFor();
        assertFits(tab, "numbers-" + width);
        tab.open("?sessionId=" + session);
        tab.rows().first().waitFor();
        assertFits(tab, "inbox-" + width);
        tab.rows().first().click();
        tab.title().waitFor();
        assertFits(tab, "card-" + width);
    }

    /** No box that is seen reaches over the edge of the screen, or has to be scrolled sideways. */
    private static void assertFits(Tab tab, String name) {
        tab.screenshot(name);
        assertThat((List<?>) tab.page().evaluate("""
                () => {
                  const wide = [];
                  const look = (root, isClipped) => {
                    for (const element of root.children) {
                      const style = getComputedStyle(element);
                      if (style.display === 'none' || style.clipPath !== 'none') continue;
                      const box = element.getBoundingClientRect();
                      const isOver = box.width > 0 && box.right > innerWidth + 1;
                      const isScrolled = /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
                      if ((isOver && !isClipped) || isScrolled) {
                        wide.push(`${element.localName}.${element.className} ${Math.round(box.right)} of ${innerWidth}`);
                      }
                      const clips = isClipped || style.overflowX === 'hidden';
                      look(element, clips);
                      if (element.shadowRoot) look(element.shadowRoot, clips);
                    }
                  };
                  look(document.body, false);
                  if (document.documentElement.scrollWidth > innerWidth) wide.push('the page');
                  return wide;
                }""")).as(name).isEmpty();
    }

    private String titled(String type, String title) {
        return ask(type, ",\"title\":\"" + title + "\"");
    }

    /** The history of this test's session, with more in its address. */
    private Tab history(String more) {
        return tab().open("?view=history&sessionId=" + session + more);
    }

    private static Locator rows(Tab tab) {
        return tab.page()
                .locator("hp-history")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(tab.page().getByRole(AriaRole.CELL)));
    }

    private static Locator filter(Tab tab, String label) {
        return tab.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Pattern row(String title, String verdict, String words, String by) {
        return Pattern.compile(
                "\\s*" + title + ".*[^a-z] " + verdict + "\\s*" + words + "\\s*" + by + "\\s.*", Pattern.DOTALL);
    }
}
