package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decision is meant: what a person types and presses decides nothing but what it says it decides. */
@QuarkusTest
class MeantTest extends InboxTest {

    private static final String BASH = ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"make deploy\"}}";
    private static final String RISKY =
            ",\"title\":\"Tidy up\",\"metadata\":{\"risk\":\"critical\"},\"data\":{\"toolName\":\"Bash\","
                    + "\"input\":{\"command\":\"psql -c 'DROP TABLE ledger'\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"just ask anna first", "go higher up", "a", "jaja", "?/g i"})
    void whatIsTypedAfterDenyIsWordsOnly(String words) {
        List<String> ids = askCase(1);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + ids.getFirst());
        tab.button("Deny…").click();
        tab.page().keyboard().type(words);
        assertThat(tab.field("Why not")).hasValue(words);
        assertThat(tab.title()).hasText("One");
        assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("pending"));
    }

    /** Not even where the focus has left the field. */
    @Test
    void whileWordsAreNotSentKeysDoNothing() {
        String first = ask("permission", BASH + ",\"timeout\":\"PT10M\",\"title\":\"First\"");
        ask("permission", BASH + ",\"timeout\":\"PT20M\",\"title\":\"Second\"");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + first);
        tab.button("Deny…").click();
        tab.page().keyboard().type("wait");
        tab.title().click();
        tab.page().keyboard().press("j");
        tab.page().keyboard().press("a");
        tab.page().keyboard().press("Enter");
        assertThat(tab.title()).hasText("First");
        assertThat(tab.field("Why not")).hasValue("wait");
        assertThat(status(first)).isEqualTo("pending");
    }

    @Test
    void everyModeTakesTheFocusIntoItsField() {
        String call = ask("permission", BASH);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + call);
        tab.page().keyboard().press("d");
        assertThat(tab.field("Why not")).isFocused();
        tab.button("Back").click();
        tab.button("Edit and allow…").click();
        assertThat(tab.field("Input to allow instead")).isFocused();
        String plan = ask("plan-approval", ",\"data\":{\"plan\":\"x\"}");
        tab.open("?sessionId=" + session + "&id=" + plan);
        tab.title().click();
        tab.page().keyboard().press("d");
        assertThat(tab.field("What to change")).isFocused();
        String question = ask("ask-user", ",\"data\":{\"questions\":[{\"question\":\"x\"}]}");
        tab.open("?sessionId=" + session + "&id=" + question);
        tab.title().click();
        tab.page().keyboard().press("d");
        assertThat(tab.field("Why not")).isFocused();
    }

    @Test
    void aKeyPutsTheFocusOnTheButtonAndEnterPressesIt() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.page().keyboard().press("a");
        assertThat(tab.button("Allow")).isFocused();
        assertThat(tab.card()
                        .getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("Enter allows Bash: make deploy")))
                .isVisible();
        assertThat(status(id)).isEqualTo("pending");
        tab.page().keyboard().press("Escape");
        assertThat(tab.button("Allow")).not().isFocused();
        tab.page().keyboard().press("Enter");
        assertThat(status(id)).isEqualTo("pending");
        tab.page().keyboard().press("a");
        tab.page().keyboard().press("Enter");
        assertShows(tab, "Decided by you, here");
    }

    @Test
    void arrowsAndSpaceBelongToTheCardThatIsRead() {
        String first = ask("permission", BASH + ",\"timeout\":\"PT10M\",\"title\":\"First\"");
        ask("permission", BASH + ",\"timeout\":\"PT20M\",\"title\":\"Second\"");
        Tab tab = tab().open("?sessionId=" + session);
        tab.page().keyboard().press("j");
        assertThat(tab.title()).hasText("First");
        for (String key : List.of("ArrowDown", "ArrowUp", "PageDown", "Space", "End")) {
            tab.page().keyboard().press(key);
        }
        assertThat(tab.title()).hasText("First");
        assertThat(tab.title()).isFocused();
        tab.page().keyboard().press("j");
        assertThat(tab.title()).hasText("Second");
        tab.page().keyboard().down("k");
        assertThat(tab.title()).hasText("First");
        tab.page().keyboard().press("j");
        assertThat(tab.title()).hasText("Second");
        tab.page().keyboard().down("k"); // it is held, and repeats
        tab.title().click();
        assertThat(tab.title()).hasText("Second");
        assertThat(status(first)).isEqualTo("pending");
    }

    @Test
    void keysCanBeSwitchedOff() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.page().getByText("Settings", exactly()).click();
        tab.page().getByLabel("Single keys").uncheck();
        tab.title().click();
        tab.page().keyboard().press("a");
        tab.page().keyboard().press("d");
        assertThat(tab.button("Allow")).not().isFocused();
        assertThat(tab.field("Why not")).hasCount(0);
    }

    @Test
    void aYesToWhatIsRiskyIsConfirmedByWhatWouldHappen() {
        String id = ask("permission", RISKY);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        assertThat(tab.card().locator(".actions button").first()).hasText("Deny…");
        tab.page().keyboard().press("a");
        tab.page().keyboard().press("Enter");
        Locator dialog = tab.page().locator("hp-confirm dialog");
        assertThat(dialog).containsText("psql -c 'DROP TABLE ledger'");
        assertThat(dialog).not().containsText("Tidy up");
        assertThat(tab.button("No, go back")).isFocused();
        tab.page().keyboard().press("Enter");
        assertThat(dialog).not().isVisible();
        assertThat(status(id)).isEqualTo("pending");
        tab.button("Allow").click();
        tab.button("Yes, let it happen").click();
        assertShows(tab, "Allowed");
    }

    @Test
    void whatItsAskerWouldRatherNotIsConfirmed() {
        String id =
                ask("plan-approval", ",\"metadata\":{\"defaultToNo\":true},\"data\":{\"plan\":\"Drop the ledger\"}");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.button("Approve").click();
        assertThat(tab.page().locator("hp-confirm dialog")).containsText("Drop the ledger");
        tab.button("Yes, let it happen").click();
        assertShows(tab, "Approved");
    }

    @Test
    void wordsGoAlongWithAnApproval() {
        String id = askCase(28).getFirst();
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.field("your words go along").fill("Approved, but leave the billing tables alone.");
        tab.button("Approve").click();
        assertShows(tab, "Approved");
        assertThat(response(id).toString())
                .isEqualTo("{\"approved\":true,\"feedback\":\"Approved, but leave the billing tables alone.\"}");
    }

    @Test
    void wordsForADenialGoAlongWhenItIsAllowedAfterAll() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.button("Deny…").click();
        tab.page().keyboard().type("only on staging");
        tab.button("Back").click();
        assertThat(tab.card()).containsText("Your words go along: only on staging");
        tab.button("Allow").click();
        assertShows(tab, "Allowed");
        assertThat(response(id).toString()).isEqualTo("{\"behavior\":\"allow\",\"message\":\"only on staging\"}");
    }

    @Test
    void wordsThatHaveNoRoomAreSaidToHaveNone() {
        String id = ask(
                "permission",
                BASH + ",\"responseSchema\":{\"type\":\"object\",\"properties\":{\"behavior\":{\"type\":\"string\"}},"
                        + "\"additionalProperties\":false}");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.button("Deny…").click();
        tab.page().keyboard().type("no");
        tab.button("Back").click();
        assertThat(tab.card()).containsText("Your words cannot be sent");
        tab.button("Allow").click();
        assertShows(tab, "Allowed");
        assertThat(response(id).toString()).isEqualTo("{\"behavior\":\"allow\"}");
    }

    @Test
    void aLongPasteIsSentWhole() {
        String id = askCase(30).getFirst();
        String words = "x".repeat(18_000) + "THE END";
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.button("Deny…").click();
        tab.page().keyboard().insertText(words);
        tab.button("Deny").click();
        assertShows(tab, "Denied");
        assertThat(response(id).path("message").asText()).isEqualTo(words);
    }

    @Test
    void wordsBeyondTheLimitAreToldAndNotCut() {
        String id = ask("ask-user", ",\"data\":{\"questions\":[{\"question\":\"x\"}]}");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.button("Decline…").click();
        tab.page().keyboard().insertText("y".repeat(2_010));
        assertThat(tab.card()).containsText("2,010 characters: at most 2,000 can be sent, 10 are too many.");
        assertThat(tab.button("Decline to answer")).isDisabled();
        assertThat(tab.field("Why not")).hasValue("y".repeat(2_010));
    }

    /** Ctrl and Enter send what is typed, not what is beside the button that has the focus. */
    @Test
    void onTheWayToANoNothingIsSent() {
        String question = ask(
                "ask-user",
                ",\"data\":{\"questions\":[{\"question\":\"a\",\"options\":[{\"label\":\"PostgreSQL\"}]}]}");
        Tab tab = tab().open("?sessionId=" + session + "&id=" + question);
        tab.field("PostgreSQL").check();
        tab.page().keyboard().press("Tab");
        tab.page().keyboard().press("Tab");
        tab.page().keyboard().press("Tab");
        assertThat(tab.button("Decline…")).isFocused();
        tab.page().keyboard().press("Control+Enter");
        String form = ask(
                "form", ",\"responseSchema\":{\"type\":\"object\",\"properties\":{\"flavour\":{\"type\":\"string\"}}}");
        tab.open("?sessionId=" + session + "&id=" + form);
        tab.field("flavour").fill("x");
        tab.page().keyboard().press("Tab");
        tab.page().keyboard().press("Tab");
        assertThat(tab.button("Reject…")).isFocused();
        tab.page().keyboard().press("Control+Enter");
        tab.title().click();
        assertThat(List.of(status(question), status(form))).containsOnly("pending");
    }

    /** What Enter would do is told while it would. */
    @Test
    void theHintOfAButtonGoesWithIt() {
        String id = ask("permission", BASH);
        Tab tab = tab().open("?sessionId=" + session + "&id=" + id);
        tab.page().keyboard().press("a");
        assertThat(tab.card()).containsText("Enter allows");
        tab.page().keyboard().press("d");
        assertThat(tab.field("Why not")).isFocused();
        assertThat(tab.card()).not().containsText("Enter allows");
        tab.page().keyboard().press("Escape");
        assertThat(tab.card()).not().containsText("Enter allows");
    }

    /** Random keys, and clicks outside of buttons, on every type at once. */
    @Test
    void nothingIsDecidedByKeysOrClicksBesideAButton() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<String> ids = List.of(
                ask("permission", BASH + ",\"title\":\"One\""),
                ask("plan-approval", ",\"data\":{\"plan\":\"# x\"}"),
                ask("ask-user", ",\"data\":{\"questions\":[{\"question\":\"a\",\"options\":[{\"label\":\"x\"}]}]}"),
                ask("form", ",\"responseSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"));
        List<String> keys = List.of(
                "a", "d", "j", "k", "Escape", "/", "?", "x", "ArrowDown", "ArrowUp", "PageDown", "End", "g", "i");
        Tab tab = tab();
        for (int step = 0; step < 180; step++) {
            if (step % 30 == 0) {
                int card = step / 30 % ids.size();
                tab.open("?sessionId=" + session + "&id=" + ids.get(card));
                tab.page().locator("hp-card .actions button:enabled").first().waitFor();
                tab.page().keyboard().press("a");
                if (step == 0) {
                    assertThat(tab.page().locator("#allow")).isFocused(); // what follows has something to hit
                }
            }
            if (random.nextInt(6) == 0) {
                Locator text = tab.page().locator("hp-card h2:visible, hp-card .fate:visible, header h1:visible");
                text.nth(random.nextInt(text.count())).click(new Locator.ClickOptions().setForce(true));
            } else {
                tab.page().keyboard().press(keys.get(random.nextInt(keys.size())));
            }
        }
        assertThat(ids)
                .as("seed " + seed)
                .allSatisfy(id -> assertThat(status(id)).isEqualTo("pending"));
    }
}
