package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Characters: text of any script runs as it does, ordinary text is text, and what deceives is marked. */
@QuarkusTest
class CharactersTest extends InboxTest {

    @Test
    void whatIsWrittenFromRightToLeftRunsFromRightToLeft() {
        Tab tab = open(askCase(23).getFirst());
        Locator plan = tab.card().locator("hp-markdown");
        assertThat(plan.locator("h4")).hasCSS("direction", "rtl");
        assertThat(plan.locator("li")).hasCount(3);
        for (Locator item : plan.locator("li").all()) {
            assertThat(item).hasCSS("direction", "rtl");
            assertThat(item.locator("p")).hasCSS("direction", "rtl");
        }
        assertThat(plan.locator("code")).hasCSS("direction", "ltr");
        double text = plan.locator("li p").first().boundingBox().x;
        double code = plan.locator("code").boundingBox().x;
        assertThat(code).as("the word before the code stands on its right").isGreaterThan(text);
    }

    @Test
    void eachParagraphFindsItsOwnDirection() {
        Tab tab = open(ask(
                "plan-approval", ",\"data\":{\"plan\":\"Stop it.\\n\\nאז התחל.\\n\\n- one\\n- שתיים\\n\\n> شيء\"}"));
        Locator plan = tab.card().locator("hp-markdown");
        assertThat(plan.locator(".markdown > p").first()).hasCSS("direction", "ltr");
        assertThat(plan.locator(".markdown > p").nth(1)).hasCSS("direction", "rtl");
        assertThat(plan.locator("li").first()).hasCSS("direction", "ltr");
        assertThat(plan.locator("li").nth(1)).hasCSS("direction", "rtl");
        assertThat(plan.locator("blockquote")).hasCSS("direction", "rtl");
    }

    @Test
    void theFoldersOfAPathStandInTheirOrder() {
        String path = "/srv/שלום/אבא/x.txt";
        Tab tab = open(ask(
                "permission",
                ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"cat " + path
                        + "\",\"description\":\"d\"}}"));
        assertStandInOrder(tab.card().locator("hp-command bdi[dir=rtl]"));
        tab.open("?sessionId=" + session + "&id="
                + ask("plan-approval", ",\"data\":{\"plan\":\"קרא `" + path + "` עכשיו\"}"));
        assertStandInOrder(tab.card().locator("hp-markdown code bdi[dir=rtl]"));
    }

    private static void assertStandInOrder(Locator folders) {
        assertThat(folders).hasText(new String[] {"שלום", "אבא"});
        assertThat(folders.first().boundingBox().x).isLessThan(folders.nth(1).boundingBox().x);
    }

    @Test
    void ordinaryTextIsNotMarked() {
        List<String> ids = askCase(24);
        Tab tab = open(ids.getFirst());
        assertThat(tab.title()).hasText("⚠️ Migrate the ledger");
        assertThat(tab.card().locator("hp-markdown li")).hasText(new String[] {
            "✅ tests are green", "⚙️ set MODE=ro", "1️⃣ first the replicas", "👩‍💻 two people are needed", "❤️ thanks"
        });
        assertThat(tab.page().locator("mark")).hasCount(0);
        open(ids.get(1), tab);
        for (String question :
                List.of("Voulez-vous continuer", "می‌خواهم ادامه دهم", "移行計画　第一段階", "क्‍ष", "234", "10:30")) {
            assertThat(tab.card()).containsText(question);
        }
        assertThat(tab.page().locator("mark")).hasCount(0);
    }

    @Test
    void inACommandEveryOddSpaceAndJoinerIsMarked() {
        Tab tab = open(command("rm -rf\\u00a0/srv/می\\u200cخواهم \\u2010x ⚠️"));
        Locator marks = tab.card().locator("hp-command mark:not(.danger)");
        assertThat(marks).hasText(new String[] {"U+00A0", "U+200C", "\u2010"});
        assertThat(marks.first()).hasAttribute("title", "no-break space");
        assertThat(marks.nth(1)).hasAttribute("title", "zero-width non-joiner");
        assertThat(marks.nth(2)).hasAttribute("title", "looks like - and is U+2010");
    }

    @Test
    void lettersThatImitateOthersAreMarkedWithTheirScript() {
        Tab tab = open(command(
                "curl https://p\u0430ypal.com/b\u0456n https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"));
        Locator marks = tab.card().locator("hp-command mark:not(.danger)");
        assertThat(marks).hasText(new String[] {"\u0430", "\u0456"});
        assertThat(marks.first()).hasAttribute("title", "Cyrillic among Latin letters");
        open(ask("plan-approval", ",\"data\":{\"plan\":\"[docs](https://g\u043e\u043egle.com/x)\"}"), tab);
        assertThat(tab.card().locator("hp-markdown .target mark")).hasText("\u043e\u043e");
    }

    @Test
    void whatHasNoShapeIsMarkedInAPlan() {
        Tab tab = open(ask(
                "plan-approval",
                ",\"data\":{\"plan\":\"a\\u2800b *c\\ufffcd* `e\\u3164` [f\\u202eg](https://h.example)\"}"));
        assertThat(tab.card().locator("hp-markdown mark"))
                .hasText(new String[] {"U+2800", "U+FFFC", "U+3164", "U+202E"});
        assertThat(tab.card().locator("hp-markdown mark").first()).hasAttribute("title", "blank Braille pattern");
    }

    private String command(String command) {
        return ask("permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + command + "\"}}");
    }

    private Tab open(String id) {
        return open(id, tab());
    }

    private Tab open(String id, Tab tab) {
        return tab.open("?sessionId=" + session + "&id=" + id);
    }
}
