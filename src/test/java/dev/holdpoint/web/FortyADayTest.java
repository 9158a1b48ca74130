package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What it takes to answer many: the place is kept, rows tell enough, and several can be decided at once. */
@QuarkusTest
class FortyADayTest extends InboxTest {

    @Override
    boolean opensNext() {
        return true;
    }

    @Test
    void afterADecisionTheQuestionBelowIsNext() {
        List<String> ids = calls(4);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.get(1));
        tab.button("Allow").click();
        assertThat(tab.title()).hasText("Call 2");
        assertThat(tab.title()).isFocused();
        assertThat(tab.page().locator(".last")).containsText("Allowed: Bash: echo 1");
        tab.button("Allow").click();
        assertThat(tab.title()).hasText("Call 3");
        tab.button("Allow").click();
        assertThat(tab.title()).hasText("Call 0");
        tab.button("Allow").click();
        assertShows(tab, "Decided by you, here");
        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("resolved"));
    }

    @Test
    void theSecondClickOfADoubleClickDecidesNothingOnTheNextCard() {
        List<String> ids = calls(2);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.getFirst());
        tab.button("Allow").click();
        assertThat(tab.title()).hasText("Call 1");
        tab.button("Allow").click(new Locator.ClickOptions().setTrial(true)); // it is where the mouse is then
        Mouse mouse = tab.page().mouse();
        mouse.down(new Mouse.DownOptions().setClickCount(2));
        mouse.up(new Mouse.UpOptions().setClickCount(2));
        tab.title().click();
        assertThat(tab.button("Allow")).isEnabled();
        assertThat(status(ids.getFirst())).isEqualTo("resolved");
        assertThat(status(ids.getLast())).isEqualTo("pending");
    }

    @Test
    void theWholeListIsAnsweredByKeysAlone() {
        List<String> ids = calls(3);
        Tab tab = tab().open("?sessionId=" + session);
        tab.rows().nth(2).waitFor();
        var keys = tab.page().keyboard();
        keys.press("j");
        for (int n = 0; n < 3; n++) {
            assertThat(tab.title()).hasText("Call " + n);
            tab.button("Allow").waitFor();
            assertThat(tab.button("Allow")).isEnabled();
            keys.press("a");
            keys.press("Enter");
        }
        assertShows(tab, "Decided by you, here");
        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("resolved"));
    }

    @Test
    void theNextOneStaysClosedWhereThatIsSet() {
        List<String> ids = calls(3);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.get(1));
        tab.page().getByText("Settings", exactly()).click();
        tab.page().getByLabel("After a decision, open the next question").uncheck();
        tab.button("Allow").click();
        assertShows(tab, "Decided by you, here");
        assertThat(tab.rows()).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        tab.page().keyboard().press("j");
        assertThat(tab.title()).hasText("Call 2");
    }

    @Test
    void onAPhoneTheNextQuestionBeginsAtItsTop() {
        List<String> ids = calls(30);
        Tab tab = tab(browser(ColorScheme.LIGHT, 390, 780)).open("?sessionId=" + session + "&id=" + ids.get(20));
        tab.button("Allow").click();
        assertThat(tab.title()).hasText("Call 21");
        assertThat(tab.title()).isInViewport();
        tab.button("← All questions").click();
        assertThat(tab.rows().filter(new Locator.FilterOptions().setHasText("Call 21")))
                .isInViewport();
    }

    @Test
    void rowsTellToolCommandRiskAgeAndSession() {
        ask(
                "permission",
                ",\"metadata\":{\"risk\":\"medium\"},\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"make x\"}}");
        Tab tab = tab().open("?sessionId=" + session);
        Locator row = tab.rows().first();
        for (String told : List.of("Bash: make x", "asker says medium risk", "just now", "left", session)) {
            assertThat(row).containsText(told);
        }
        ask(
                "permission",
                ",\"title\":\"Tidy up\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"rm -r x\"}}");
        Locator titled = tab.rows().filter(new Locator.FilterOptions().setHasText("Tidy up"));
        assertThat(titled).containsText("Bash: rm -r x");
    }

    @Test
    void aSearchFindsCommandsAndIsKeptInTheAddress() {
        calls(5);
        ask(
                "permission",
                ",\"title\":\"Look\",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"terraform plan\"}}");
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().getByLabel("Search").fill("terra plan");
        assertThat(tab.rows()).hasCount(1);
        assertThat(tab.page()).hasURL(Pattern.compile(".*search=terra.*"));
        tab.page().reload();
        assertThat(tab.rows()).hasCount(1);
    }

    @Test
    void questionsStandTogetherBySession() {
        calls(3);
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().getByLabel("by session").check();
        Locator group = tab.page().locator("hp-inbox-list details");
        assertThat(group.locator("summary")).containsText("3, oldest just now");
        group.locator("summary").click();
        assertThat(tab.rows().first()).not().isVisible();
        assertThat(tab.page()).hasURL(Pattern.compile(".*group=session.*"));
    }

    @Test
    void rowsStandByTimeLeftByAgeOrByClaimedRisk() {
        ask("question", ",\"title\":\"A\",\"timeout\":\"PT30M\"");
        ask("question", ",\"title\":\"B\",\"timeout\":\"PT10M\",\"metadata\":{\"risk\":\"low\"}");
        ask("question", ",\"title\":\"C\",\"timeout\":\"PT20M\",\"metadata\":{\"risk\":\"high\"}");
        Tab tab = tab().open("?sessionId=" + session);
        Locator titles = tab.rows().locator(".title");
        assertThat(titles).hasText(new String[] {"B", "C", "A"});
        tab.page().getByLabel("Sort by").selectOption("by age");
        assertThat(titles).hasText(new String[] {"A", "B", "C"});
        tab.page().getByLabel("Sort by").selectOption("by claimed risk");
        assertThat(titles).hasText(new String[] {"C", "A", "B"});
        tab.page().reload();
        assertThat(titles).hasText(new String[] {"C", "A", "B"});
    }

    @Test
    void severalAreDecidedAtOnceAndEachHasItsResult() {
        List<String> ids = calls(3);
        String risky = ask(
                "permission",
                ",\"title\":\"Risky\",\"metadata\":{\"risk\":\"high\"},\"data\":{\"toolName\":\"Bash\","
                        + "\"input\":{\"command\":\"echo risky\"}}");
        String question = ask("ask-user", ",\"title\":\"Question\",\"data\":{\"questions\":[{\"question\":\"x\"}]}");
        Tab tab = tab().open("?group=session&sessionId=" + session);
        tab.button("Several…").click();
        tab.page().getByLabel("Choose all of session").check();
        api.resolve(ids.get(1), "{\"behavior\":\"deny\"}");
        assertThat(tab.page().locator("hp-inbox-row .verdict")).containsText("Denied");
        tab.button("Allow 2…").click();
        Locator dialog = tab.page().locator("hp-several dialog");
        assertThat(dialog).containsText("echo 0");
        assertThat(dialog).containsText("echo risky: its asker wants it to be thought over");
        assertThat(dialog).containsText("“ask-user” is answered on its own");
        assertThat(tab.button("No, go back")).isFocused();
        tab.button("Allow 2").click();
        assertThat(tab.page().getByLabel("Results").locator("li")).hasCount(2);
        assertThat(tab.page().getByLabel("Results")).containsText("Allowed: Bash: echo 0");
        assertThat(response(ids.getFirst()).toString()).isEqualTo("{\"behavior\":\"allow\"}");
        assertThat(response(ids.get(2)).toString()).isEqualTo("{\"behavior\":\"allow\"}");
        assertThat(status(risky)).isEqualTo("pending");
        assertThat(status(question)).isEqualTo("pending");
    }

    /** Calls with deadlines in their order. */
    private List<String> calls(int count) {
        var ids = new ArrayList<String>();
        for (int n = 0; n < count; n++) {
            ids.add(ask(
                    "permission",
                    ",\"title\":\"Call " + n + "\",\"timeout\":\"PT" + (60 + n) + "M\",\"data\":{\"toolName\":\"Bash\","
                            + "\"input\":{\"command\":\"echo " + n + "\"}}"));
        }
        return ids;
    }
}
