package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links to questions that are not there. */
@QuarkusTest
class LinksTest extends InboxTest {

    @ParameterizedTest
    @ValueSource(strings = {"019aa0c4-7b1c-7def-8abc-0123456789ab", "nonsense", "..", "%00", ""})
    void anIdThatIsUnknownSaysSo(String id) {
        for (Tab tab : List.of(tab(), tab(browser(ColorScheme.LIGHT, 390, 800)))) {
            tab.open("?id=" + id);
            tab.page().getByText("There is no such question, or it was removed").waitFor();
            tab.screenshot("unknown");
        }
    }

    @Test
    void fromThereTheListIsAClickAway() {
        ask("question", ",\"title\":\"Another\"");
        Tab tab = tab(browser(ColorScheme.LIGHT, 390, 800)).open("?id=nonsense&sessionId=" + session);
        tab.button("← All questions").click();
        tab.rows().first().click();
        assertThat(tab.title()).hasText("Another");
    }

    @Test
    void whatWasAskedLaterTakesItsPlace() {
        Tab tab = tab().open("?id=nonsense&sessionId=" + session);
        ask("question", ",\"title\":\"Another\"");
        tab.rows().first().click();
        assertThat(tab.title()).hasText("Another");
        tab.page().goBack();
        tab.page().getByText("There is no such question").waitFor();
    }
}
