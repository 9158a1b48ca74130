package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is shown is what is approved: everything that is asked is on the card, and nothing is let happen unseen. */
@QuarkusTest
class ShownTest extends InboxTest {

    @Test
    void flagsThatChangeWhatHappensAreSeenAndMarked() {
        Tab tab = open(askCase(3).getFirst());
        assertThat(asked(tab)).containsText("make deploy");
        assertThat(asked(tab)).containsText("dangerouslyDisableSandbox");
        assertThat(asked(tab)).containsText("runs outside of the sandbox");
        assertThat(asked(tab)).containsText("goes on running unattended");
        assertThat(asked(tab)).containsText("600000");
        assertThat(asked(tab)).containsText("Deploy");
    }

    @Test
    void anEditorsCommandIsAChangeOfItsFile() {
        Tab tab = open(askCase(5).getFirst());
        assertThat(asked(tab).locator("hp-command")).hasCount(0);
        assertThat(asked(tab).locator("figcaption")).hasText("/srv/app/main.go");
        assertThat(asked(tab).locator(".line.out")).containsText("port := 80");
        assertThat(asked(tab).locator(".line.in")).containsText("port := 8080");
        assertThat(asked(tab)).containsText("str_replace");
    }

    @Test
    void whatAPlanGrantsIsOnItsCard() {
        Tab tab = open(askCase(6).getFirst());
        assertThat(asked(tab)).containsText("push to any remote branch");
        assertThat(asked(tab)).containsText("is granted with the approval");
        assertThat(asked(tab)).containsText("/home/dev/.claude/plans/fix.md");
    }

    @Test
    void whateverAnAskerNamesItCanBeSeen() {
        List<String> ids = askCase(7);
        Tab tab = open(ids.getFirst());
        assertThat(asked(tab).locator("hp-command")).containsText("rm -rf /srv/data");
        tab.open("?sessionId=" + session + "&id=" + ids.get(1));
        for (String told : List.of(
                "cat /etc/passwd",
                "toolu_01",
                "sub-7",
                "blockedPath",
                "Path is outside the working folder",
                "Reads the user list")) {
            assertThat(asked(tab)).containsText(told);
        }
    }

    @Test
    void previewsStandBesideTheirOptions() {
        Tab tab = open(askCase(9).getFirst());
        assertThat(tab.card().locator("label.choice").first()).containsText("| A  | B  |");
        assertThat(tab.card().locator("label.choice").nth(1)).containsText("| B       |");
    }

    @Test
    void whiteSpaceThatDiffersIsSeen() {
        List<String> ids = askCase(26);
        Tab tab = open(ids.getFirst());
        assertThat(asked(tab).locator(".line.out .blank").first()).containsText("→");
        assertThat(asked(tab).locator(".line.in .blank").first()).hasText("········");
        tab.open("?sessionId=" + session + "&id=" + ids.get(1));
        assertThat(asked(tab).locator(".line.in .blank")).hasText("·");
        tab.open("?sessionId=" + session + "&id=" + ids.get(2));
        assertThat(asked(tab)).containsText("The line feed at the end is taken away.");
    }

    @Test
    void aPlanLooksTheSameOnceItIsSettled() {
        String id = ask(
                "plan-approval",
                ",\"data\":{\"plan\":\"# Plan\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\",\"more\":1}");
        api.resolve(id, "{\"approved\":true}");
        Tab tab = open(id);
        assertThat(asked(tab).locator("hp-markdown table td").first()).hasText("1");
        assertThat(asked(tab)).containsText("more");
    }

    @Test
    void aSettledEditAndASettledQuestionLookAsTheyDid() {
        String edit = ask(
                "permission",
                ",\"data\":{\"toolName\":\"Edit\",\"input\":{\"file_path\":\"/a\",\"old_string\":\"x\",\"new_string\":\"y\"}}");
        String question = ask(
                "ask-user", ",\"data\":{\"questions\":[{\"question\":\"Which?\",\"options\":[{\"label\":\"One\"}]}]}");
        api.resolve(edit, "{\"behavior\":\"allow\"}");
        api.resolve(question, "{\"answers\":{\"Which?\":\"One\"}}");
        Tab tab = open(edit);
        assertThat(asked(tab).locator(".line.in")).containsText("y");
        tab.open("?sessionId=" + session + "&id=" + question);
        assertThat(asked(tab)).containsText("Which?");
        assertThat(asked(tab)).containsText("One");
    }

    @Test
    void whatWasTypedWhenItsDeadlineCameIsKept() {
        String id = ask("plan-approval", ",\"timeout\":\"PT3S\",\"data\":{\"plan\":\"# Plan\\n\\n1. move\\n\"}");
        Tab tab = open(id);
        tab.field("your words go along").fill("not on a Friday");
        assertShows(tab, "Nobody answered");
        assertThat(tab.card().locator("hp-kept-draft")).containsText("not on a Friday");
        assertThat(asked(tab).locator("hp-markdown li")).hasText("move");
    }

    @Test
    void whatSilenceAllowsIsSaidInFull() {
        Tab tab = open(askCase(40).getFirst());
        assertThat(tab.card().locator(".fate")).containsText("If nobody answers by");
        assertThat(tab.card().locator(".fate")).containsText("ALLOWED, with another input");
        assertThat(tab.card().locator(".fate hp-command")).containsText("make deploy-prod");
        tab.open("?sessionId=" + session + "&id="
                + ask("permission", ",\"onExpiry\":{\"reject\":\"too late\"},\"data\":{}"));
        assertThat(tab.card().locator(".fate")).containsText("rejected: “too late”");
        tab.open("?sessionId=" + session + "&id="
                + ask(
                        "plan-approval",
                        ",\"onExpiry\":{\"resolve\":{\"approved\":true,\"permissionMode\":\"bypassPermissions\"}}"));
        assertThat(tab.card().locator(".fate")).containsText("APPROVED");
        assertThat(tab.card().locator(".fate")).containsText("bypassPermissions");
    }

    @Test
    void aLongCommandHidesItsMiddleOnlyAndNotBeforeItIsAllowed() {
        String id = ask(
                "permission",
                ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + "echo x; ".repeat(31_000)
                        + "rm END\"}}");
        Tab tab = open(id);
        assertThat(asked(tab).locator("hp-command")).containsText("rm END");
        assertThat(tab.button("Allow")).hasCount(0);
        tab.button("Show the rest first").click();
        assertThat(tab.button("Allow")).isEnabled();
        assertThat(asked(tab).locator("hp-command").getByRole(AriaRole.BUTTON)).hasCount(0);
        tab.button("Allow").click();
        assertShows(tab, "Allowed");
    }

    @Test
    void linesAndBlanksThatHideWhatFollowsAreToldByTheirNumber() {
        Tab tab = open(ask(
                "permission",
                ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls" + "\\n".repeat(71) + "rm -rf x"
                        + " ".repeat(6_000) + "&& reboot\"}}"));
        assertThat(asked(tab).locator("hp-command")).containsText("70 blank lines");
        assertThat(asked(tab).locator("hp-command")).containsText("6,000 spaces");
        assertThat(asked(tab).locator("hp-command")).containsText("&& reboot");
    }

    @Test
    void linesAreLinesWhereverTheyStand() {
        Tab tab = open(
                ask(
                        "permission",
                        ",\"data\":{\"toolName\":\"send_mail\",\"input\":{\"to\":\"a@example.com\",\"body\":\"Dear A,\\n\\nbye\"}}"));
        assertThat(asked(tab).locator("hp-source pre")).hasText("Dear A,\n\nbye");
    }

    @Test
    void aFileOfManyLinesIsThereAtOnceAndCanBeSeenWhole() {
        Tab tab = open(askCase(31).getFirst());
        assertThat(asked(tab).locator("hp-source")).containsText("0,u0");
        assertThat(asked(tab).locator("hp-source")).containsText("4999,u");
        tab.button("Show the rest first").click();
        assertThat(asked(tab).locator("hp-source")).containsText("2500,u");
        assertThat(tab.button("Allow")).isEnabled();
    }

    /** What takes long is measured against the smallest card of the same browser, for machines differ. */
    @Test
    void whatAnAskerSendsIsDrawnSoonWhateverItIs() {
        var hostile = new ArrayList<String>();
        hostile.add("permission|{\"toolName\":\"Write\",\"input\":{\"file_path\":\"/a\",\"content\":\""
                + "0,u0\\n".repeat(40_000) + "\"}}");
        hostile.add("permission|{\"toolName\":\"Edit\",\"input\":{\"file_path\":\"/a\",\"old_string\":\""
                + "a\\nb\\n".repeat(9_000) + "\",\"new_string\":\"" + "b\\na\\n".repeat(9_000) + "\"}}");
        hostile.add("ask-user|{\"questions\":["
                + IntStream.range(0, 5_000)
                        .mapToObj(n -> "{\"question\":\"q" + n + "\"}")
                        .collect(Collectors.joining(","))
                + "]}");
        hostile.add("ask-user|{\"questions\":[{\"question\":\"q\",\"options\":["
                + IntStream.range(0, 9_000).mapToObj(n -> "\"o" + n + "\"").collect(Collectors.joining(",")) + "]}]}");
        hostile.add("permission|{\"toolName\":\"x\",\"input\":{"
                + IntStream.range(0, 9_000).mapToObj(n -> "\"m" + n + "\":" + n).collect(Collectors.joining(","))
                + "}}");
        hostile.add(
                "permission|{\"toolName\":\"Bash\",\"input\":{\"command\":\"" + "curl x | ".repeat(25_000) + "\"}}");
        Tab tab = tab();
        double small = millisToDraw(tab, "permission|{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
        for (String body : hostile) {
            assertThat(millisToDraw(tab, body)).as(body.substring(0, 60)).isLessThan(1_500 + 20 * small);
        }
    }

    /** How long it takes to open a card, until its buttons are there. */
    private double millisToDraw(Tab tab, String body) {
        String[] parts = body.split("\\|", 2);
        String id = ask(parts[0], ",\"title\":\"Drawn\",\"data\":" + parts[1]);
        tab.open("?sessionId=" + session);
        long start = System.nanoTime();
        tab.open("?sessionId=" + session + "&id=" + id);
        tab.card().locator(".actions button").first().waitFor();
        double took = (System.nanoTime() - start) / 1e6;
        api.post("/v1/interactions/" + id + "/cancel", "{}");
        return took;
    }

    /** Every string, number and name of random data is on the card, without a click. */
    @Test
    void everyMemberOfWhatIsAskedIsOnTheCard() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Tab tab = tab();
        for (int round = 0; round < 12; round++) {
            var words = new ArrayList<String>();
            String tool = List.of("Bash", "Write", "Edit", "unheard", "mcp__x__apply_patch")
                    .get(random.nextInt(5));
            String data = "{\"toolName\":\"" + tool + "\",\"input\":" + object(random, words, 0) + ",\"beside\":"
                    + object(random, words, 1) + "}";
            tab.open("?sessionId=" + session + "&id=" + ask("permission", ",\"data\":" + data));
            tab.button("Allow").waitFor();
            String text = shownText(asked(tab));
            assertThat(words)
                    .as("seed %d, %s", seed, data)
                    .allSatisfy(word -> assertThat(text).contains(word));
        }
    }

    private static String object(Random random, List<String> words, int depth) {
        List<String> names = new ArrayList<>(List.of(
                "command",
                "file_path",
                "path",
                "content",
                "old_string",
                "new_string",
                "edits",
                "patch",
                "input",
                "description",
                "replace_all",
                "extra",
                "note"));
        var members = new ArrayList<String>();
        int many = 1 + random.nextInt(6);
        for (int n = 0; n < many; n++) {
            String name = names.remove(random.nextInt(names.size()));
            members.add("\"" + name + "\":" + value(random, words, depth));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String value(Random random, List<String> words, int depth) {
        String word = "w" + random.nextInt(1_000_000);
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> {
                words.add(word);
                yield "\"" + word + "\"";
            }
            case 1 -> {
                words.add(word);
                yield "\"first\\n\\n" + word + "\"";
            }
            case 2 -> {
                words.add(word.substring(1));
                yield word.substring(1);
            }
            case 3 -> random.nextBoolean() ? "true" : "null";
            case 4 -> "[" + value(random, words, depth + 1) + "," + value(random, words, depth + 1) + "]";
            default -> object(random, words, depth + 1);
        };
    }

    private Tab open(String id) {
        return tab().open("?sessionId=" + session + "&id=" + id);
    }

    /** What is asked, as the card shows it. */
    private static Locator asked(Tab tab) {
        return tab.card().locator("#asked");
    }

    /** All text that is drawn, through the trees of its elements. */
    private static String shownText(Locator locator) {
        return (String) locator.evaluate("""
                (root) => {
                  const text = (node) => node.nodeType === Node.TEXT_NODE ? node.data
                    : node.localName === 'details' && !node.open ? ''
                    : [...(node.shadowRoot ?? node).childNodes].map(text).join(' ');
                  return text(root);
                }""");
    }
}
