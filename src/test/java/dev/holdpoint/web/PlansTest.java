package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans: drawn as Markdown where that loses nothing, and shown as they were written where it would. */
@QuarkusTest
class PlansTest extends InboxTest {

    /** Longer than a reading may take, with its worker and a busy machine. */
    private static final ContainsTextOptions AFTER_A_READING = new ContainsTextOptions().setTimeout(30_000);

    @Test
    void everythingThatMarkdownHasIsDrawn() {
        Tab tab = open(askCase(20).getFirst());
        Locator plan = plan(tab);
        assertThat(image(plan, "Done:")).hasCount(2);
        assertThat(image(plan, "Not done:")).hasCount(3);
        assertThat(plan.locator("li").first()).hasText("Back up the ledger");
        assertThat(plan.locator("th").nth(1)).hasCSS("text-align", "center");
        assertThat(plan.locator("td").nth(2)).hasCSS("text-align", "right");
        assertThat(plan.locator("figcaption")).hasText("mermaid");
        assertThat(plan.locator("pre")).containsText("B -->|on| C[v2]");
        assertThat(plan.locator(".warning")).hasText("Warning Cannot be undone.");
        assertThat(plan.locator("ol li")).hasText(new String[] {"First", "Second"});
        assertThat(plan.locator("sup").first()).hasText("[1]");
        assertThat(plan.locator(".footnote")).hasText("1 The runbook.");
    }

    @Test
    void whatIsNestedTooDeeplyIsShownAsItWasWritten() {
        Tab tab = open(askCase(22).getFirst());
        assertThat(plan(tab)).containsText("Shown as it was written: it is nested too deeply.");
        assertThat(plan(tab)).containsText("Delete the backups.");
        assertThat(plan(tab)).containsText(">".repeat(9_000));
        assertThat(tab.button("Approve")).isEnabled();
    }

    @Test
    void noWordOfAPlanIsLost() {
        Tab tab = open(askPlan("""
                <!-- comment1 --> <b class="attribute1">bold1</b> &entity1; ![image1](/image2 "image3")

                [text1](https://link1.example "title1") [text2][reference1] *un*frigging*believable*

                [reference1]: /target1 "title2"
                [reference1]: /target2

                ```sh info1="info2"
                code1
                ```

                | head1 |
                |-------|
                | cell1 | extra1 |

                7. seventh1
                9. ninth1 [^note1]

                [^note1]: footnote1
                [^note2]: footnote2
                """));
        Locator plan = plan(tab);
        assertThat(plan.getByRole(AriaRole.GROUP, named("Code"))).hasText("code1");
        for (String word : List.of(
                ("comment1 attribute1 bold1 entity1 image1 image2 image3 text1 link1 title1 text2 reference1 target1 title2 "
                                + "target2 unfriggingbelievable info1 info2 code1 head1 cell1 extra1 seventh1 ninth1 note1 "
                                + "footnote1 note2 footnote2")
                        .split(" "))) {
            assertThat(plan).containsText(word);
        }
        assertThat(plan.locator("li").first()).hasAttribute("value", "7");
        assertThat(plan.locator("li").nth(1)).hasAttribute("value", "9");
    }

    @Test
    void aPlanThatTakesLongToReadIsThereAtOnceAndThePageGoesOn() {
        String id = askPlan("**a ".repeat(5_000));
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().evaluate(NOTE_FRAMES);
        tab.rows().first().click();
        assertThat(plan(tab)).containsText("**a **a **a");
        assertThat(plan(tab)).containsText("reading it as Markdown takes too long", AFTER_A_READING);
        assertThat(plan(tab)).containsText("**a **a **a");
        assertThat((Boolean) tab.page().evaluate("standing.longest < standing.all() / 2"))
                .as(
                        "the longest time without a frame: %s",
                        tab.page().evaluate("standing.longest + ' of ' + standing.all()"))
                .isTrue();
        assertThat(status(id)).isEqualTo("pending");
    }

    /** Notes how long the page stood still at most, of the time that went by. */
    private static final String NOTE_FRAMES = """
            () => {
              const start = performance.now();
              window.standing = { longest: 0, all: () => performance.now() - start };
              let last = start;
              const note = (now) => {
                window.standing.longest = Math.max(window.standing.longest, now - last);
                last = now;
                requestAnimationFrame(note);
              };
              requestAnimationFrame(note);
            }
            """;

    @Test
    void codeIsInColour() {
        Tab tab = open(askPlan("```ts\\nconst a = 'b<c>';\\n```\\n\\n```odd\\nconst\\n```".replace("\\n", "\n")));
        Locator code = plan(tab).locator("code");
        assertThat(code.first()).hasText("const a = 'b<c>';");
        assertThat(code.nth(1)).hasText("const");
        String plain = colour(code.nth(1));
        assertThat(List.of(
                        colour(code.first().getByText("const")),
                        colour(code.first().getByText("'b<c>'"))))
                .doesNotHaveDuplicates()
                .doesNotContain(plain);
    }

    @Test
    void aTableIsAsWideAsItsWordsAndThePageIsNot() {
        String words =
                IntStream.range(0, 8).mapToObj("averylongword%d"::formatted).collect(Collectors.joining("|"));
        String id = askPlan("|%s|\n|%s|\n|%s|".formatted(words, "-|".repeat(7) + "-", words));
        Tab tab = tab(browser(ColorScheme.LIGHT, 390, 844)).open("?sessionId=" + session + "&id=" + id);
        Locator table = plan(tab).getByRole(AriaRole.GROUP, named("Table"));
        table.waitFor();
        assertThat((Boolean) table.evaluate("table => table.scrollWidth > table.clientWidth"))
                .isTrue();
        assertThat((Boolean) tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertThat((Boolean) table.evaluate("""
                table => [...table.querySelectorAll('td')].every((cell) => {
                  const words = document.createRange();
                  words.selectNodeContents(cell);
                  return new Set([...words.getClientRects()].map((line) => line.top)).size === 1;
                })"""))
                .as("each word stands on one line")
                .isTrue();
    }

    @Test
    void aLongPlanHasATableOfContents() {
        String id = askPlan(IntStream.range(1, 9)
                .mapToObj(chapter -> "## Chapter *%d*\n\n%s".formatted(chapter, "and so on. ".repeat(200)))
                .collect(Collectors.joining("\n\n")));
        Tab tab = open(id);
        Locator contents = plan(tab).getByRole(AriaRole.NAVIGATION, named("Contents"));
        assertThat(contents.getByRole(AriaRole.BUTTON)).hasCount(8);
        contents.getByRole(AriaRole.BUTTON, named("Chapter 8")).click();
        Locator chapter = plan(tab).getByRole(AriaRole.HEADING, named("Chapter 8"));
        assertThat(chapter).isFocused();
        assertThat(chapter).isInViewport();
        assertThat(tab.button("Approve")).isEnabled();
        open(askPlan("# One\n\n# Two"), tab);
        assertThat(plan(tab).locator("h3")).hasCount(2);
        assertThat(contents).hasCount(0);
    }

    @Test
    void aChangedPlanShowsWhatChanged() {
        api.resolve(askPlan("1. stop\n2. copy\n3. start"), "{\"approved\":false}");
        Tab tab = open(askPlan("1. stop\n2. copy twice\n3. start"));
        Locator changes = tab.card().locator("hp-plan-text hp-diff");
        assertThat(changes.locator(".line.out")).hasText("−removed: 2. copy");
        assertThat(changes.locator(".line.in")).hasText("+added: 2. copy twice");
        assertThat(plan(tab).locator("li")).hasText(new String[] {"stop", "copy twice", "start"});
        tab.field("What changed").uncheck();
        assertThat(changes).hasCount(0);
        assertThat(plan(tab).locator("li")).hasCount(3);
    }

    @Test
    void aPlanThatComesAgainUnchangedSaysSo() {
        api.resolve(askPlan("1. stop"), "{\"approved\":false}");
        Tab tab = open(askPlan("1. stop"));
        assertThat(tab.card()).containsText("Nothing changed: this is the plan that was sent back.");
        assertThat(tab.card().locator("hp-diff")).hasCount(0);
    }

    private String askPlan(String plan) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(plan));
        return ask("plan-approval", ",\"title\":\"A plan\",\"data\":{\"plan\":\"" + escaped + "\"}");
    }

    private Tab open(String id) {
        return open(id, tab());
    }

    private Tab open(String id, Tab tab) {
        return tab.open("?sessionId=" + session + "&id=" + id);
    }

    private static Locator plan(Tab tab) {
        return tab.card().locator("hp-markdown");
    }

    private static Locator image(Locator plan, String name) {
        return plan.getByRole(AriaRole.IMG, named(name));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String colour(Locator text) {
        return (String) text.evaluate("element => getComputedStyle(element).color");
    }
}
