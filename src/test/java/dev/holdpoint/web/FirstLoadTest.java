package dev.holdpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a browser loads of the page before anybody can decide, as the service compresses it; and what it loads later. */
@QuarkusTest
class FirstLoadTest extends InboxTest {

    private static final int LIMIT = 70 * 1024;
    private static final Set<String> CODE = Set.of("script", "stylesheet");
    /** Stands in the license that the bundler keeps of the chart library. */
    private static final String CHARTS = "Chart.js";

    private final List<Response> loaded = new CopyOnWriteArrayList<>();

    @Test
    void theInboxLoadsLittleAndNoCharts() {
        // When
        Tab tab = listening(tab());
        tab.open("");

        // Then
        int size = loaded.stream()
                .mapToInt(response -> response.request().sizes().responseBodySize)
                .sum();
        assertThat(loaded)
                .extracting(response -> response.headerValue("content-encoding"))
                .isNotEmpty()
                .containsOnly("gzip");
        assertThat(size).as("%s", sizes()).isBetween(1, LIMIT);
        assertThat(withCharts()).as("%s", sizes()).isEmpty();
    }

    @Test
    void chartsComeWithTheNumbersPage() {
        // Given
        Tab tab = listening(tab());
        tab.open("");
        int before = loaded.size();

        // When
        tab.page()
                .waitForResponse(
                        this::hasCharts,
                        () -> tab.page().getByText("Numbers", exactly()).click());

        // Then
        tab.page().locator("canvas").first().waitFor();
        assertThat(withCharts()).hasSize(1);
        assertThat(loaded.indexOf(withCharts().getFirst())).isGreaterThanOrEqualTo(before);
    }

    private Tab listening(Tab tab) {
        Page page = tab.page();
        page.onResponse(response -> {
            if (CODE.contains(response.request().resourceType())) {
                loaded.add(response);
            }
        });
        return tab;
    }

    private List<Response> withCharts() {
        return loaded.stream().filter(this::hasCharts).toList();
    }

    private boolean hasCharts(Response response) {
        return CODE.contains(response.request().resourceType())
                && response.text().contains(CHARTS);
    }

    private List<String> sizes() {
        return loaded.stream()
                .map(response -> response.url() + ": " + response.request().sizes().responseBodySize)
                .toList();
    }
}
