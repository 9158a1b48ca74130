package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 36: what is left until a deadline is told by the server's clock. */
@QuarkusTest
class ServerClockTest extends InboxTest {

    private static final Pattern ABOUT_FIVE_MINUTES = Pattern.compile("5 min 0 s|4 min \\d+ s");

    /** Makes the browser's clock wrong by {@code window.wrong} milliseconds. */
    private static final String WRONG = """
            {
              const Right = Date;
              const { wrong } = window;
              window.Date = class extends Right {
                constructor(...parts) {
                  super(...(parts.length === 0 ? [Right.now() + wrong] : parts));
                }
                static now() {
                  return Right.now() + wrong;
                }
              };
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT10M", "P1D"})
    void fiveMinutesAreLeftWhateverTheBrowsersClockSays(Duration wrong) {
        BrowserContext browser = browser();
        browser.addInitScript("window.wrong = " + wrong.toMillis() + ";" + WRONG);
        Tab first = tab(browser).open("?sessionId=" + session);
        String id = ask("question", ",\"timeout\":\"PT5M\"");
        Locator left = first.rows().locator("hp-countdown");
        assertThat(left).hasText(ABOUT_FIVE_MINUTES);
        assertThat(left).not().hasText(left.textContent());

        Tab later = tab(browser).open("?sessionId=" + session + "&id=" + id);
        assertThat(later.card().locator("hp-countdown")).hasText(ABOUT_FIVE_MINUTES);
    }
}
