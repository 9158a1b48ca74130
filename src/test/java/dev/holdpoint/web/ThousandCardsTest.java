package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More questions than anybody answers in a day. */
@QuarkusTest
class ThousandCardsTest extends InboxTest {

    private static final int SESSIONS = 11;
    private static final int EACH = 100;

    private final List<String> sessions = new ArrayList<>();

    @AfterEach
    void removeAll() {
        sessions.forEach(one -> api.delete("/v1/sessions/" + one));
    }

    @Test
    void aThousandCardsScrollAndANewOneAppears() {
        String type = "many-" + System.nanoTime();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(Api.session());
            for (int j = 0; j < EACH; j++) {
                api.post(
                        "/v1/interactions",
                        "{\"type\":\"" + type + "\",\"sessionId\":\"" + sessions.getLast() + "\",\"title\":\"Card "
                                + (i * EACH + j) + "\"}");
            }
        }
        Tab tab = tab().open("?type=" + type);
        tab.page().getByText("Card 0", exactly()).waitFor();
        tab.page().evaluate("""
                window.longest = 0;
                new PerformanceObserver((list) => list.getEntries().forEach((entry) =>
                  window.longest = Math.max(window.longest, entry.duration))).observe({ type: 'longtask' });
                """);
        // When: all the way down, and something more urgent comes
        for (int drawn = tab.rows().count();
                drawn < SESSIONS * EACH;
                drawn = tab.rows().count()) {
            tab.rows().last().scrollIntoViewIfNeeded();
            assertThat(tab.rows()).not().hasCount(drawn);
        }
        assertThat(tab.rows()).hasCount(SESSIONS * EACH);
        assertThat(tab.page().getByText("Card " + (SESSIONS * EACH - 1), exactly()))
                .isVisible();
        ask(type, ",\"title\":\"Urgent\",\"timeout\":\"PT1H\"");

        // Then
        assertThat(tab.rows().first()).containsText("Urgent");
        assertThat(((Number) tab.page().evaluate("window.longest")).doubleValue())
                .as(
                        "the longest time without an answer to the reader, in milliseconds; a freeze is far above a noisy machine's")
                .isLessThan(3_000);
    }
}
