package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Promql;
import dev.holdpoint.testing.Promql.Selector;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the dashboard draws, the alerts judge and the autoscaler counts is there to be read, once the service has worked. */
@QuarkusTest
class DashboardHttpTest {

    private static final Path DASHBOARD = Path.of("src/main/grafana/holdpoint.json");
    private static final Path RULES = Path.of("src/main/prometheus/holdpoint.rules.yaml");
    private static final Path SCALING = Path.of("src/main/helm/holdpoint/templates/scaling.yaml");

    /** Labels that a scraper puts to what it reads. */
    private static final Set<String> OF_SCRAPERS = Set.of("job", "instance", "namespace");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TestHTTPResource
    URI base;

    @Test
    void allThatIsLookedAtIsThere() throws IOException {
        // Given
        var api = new Api(base);
        work(api);

        // When
        Map<String, Map<String, Set<String>>> exposed =
                exposed(api.get("/q/metrics").text());

        // Then
        List<String> dashboard = drawn(new ObjectMapper().readTree(DASHBOARD.toFile()));
        List<String> alerts = judged(new YAMLMapper().readTree(RULES.toFile()));
        List<String> counted = Pattern.compile("\"(holdpoint_\\w+)\"")
                .matcher(Files.readString(SCALING))
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(dashboard).hasSizeGreaterThan(30);
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(counted).containsExactlyInAnyOrder("holdpoint_waiters", "holdpoint_tabs");
        var faults = new TreeSet<String>();
        for (List<String> expressions : List.of(dashboard, alerts, counted)) {
            expressions.forEach(expression -> faults.addAll(faults(expression, exposed)));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsMisspeltIsFound() {
        var exposed = exposed("""
                # HELP a_total what
                a_total{status="good",uri="/x/{id}"} 1.0
                b_bucket{le="0.1"} 1.0
                b_count 2
                """);

        assertThat(faults(
                        "sum by (status) (rate(a_total{job=~\"$job\", status=\"good\"}[5m])) / b_count > 1e3", exposed))
                .isEmpty();
        assertThat(faults(
                        "histogram_quantile(0.9, sum by (job, le) (rate(b_bucket[$__rate_interval] offset 5m)))",
                        exposed))
                .isEmpty();
        assertThat(faults("a_total{uri=\"/x/{id}\"} unless a_total{status=~\"go+d\"}", exposed))
                .isEmpty();
        assertThat(faults("rate(a_totals[5m])", exposed)).containsExactly("a_totals is not there");
        assertThat(faults("max(c) - b_count", exposed)).containsExactly("c is not there");
        assertThat(faults("b_count and c", exposed)).containsExactly("c is not there");
        assertThat(faults("a_total{state=\"good\"}", exposed)).containsExactly("a_total has no label state");
        assertThat(faults("a_total{status=~\"good|bad\"}", exposed)).containsExactly("a_total is never of status bad");
        assertThat(faults("sum by (kind) (a_total)", exposed)).containsExactly("nothing has a label kind to group by");
    }

    /** All that has a series of its own once it happened. */
    private static void work(Api api) {
        String resolved = api.ask().id();
        api.resolve(resolved, "1");
        api.resolve(resolved, "2"); // lost
        api.post("/v1/interactions/" + api.ask().id() + "/reject", "{}");
        String expired = api.ask(Api.session(), ",\"timeout\":\"PT0.1S\"").id();
        assertThat(api.get("/v1/interactions/" + expired + "?wait=30")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("expired");
    }

    private static Set<String> faults(String expression, Map<String, Map<String, Set<String>>> exposed) {
        var faults = new TreeSet<String>();
        Promql promql = Promql.of(expression);
        var known = new TreeSet<>(OF_SCRAPERS);
        for (Selector selector : promql.selectors()) {
            Map<String, Set<String>> labels = exposed.get(selector.name());
            if (labels == null) {
                faults.add(selector.name() + " is not there");
                continue;
            }
            known.addAll(labels.keySet());
            selector.labels().forEach((label, wanted) -> {
                if (!labels.containsKey(label) && !OF_SCRAPERS.contains(label)) {
                    faults.add(selector.name() + " has no label " + label);
                } else if (!label.equals("status") || !selector.name().startsWith("http_")) { // which fail is not made
                    wanted.stream()
                            .filter(value -> !OF_SCRAPERS.contains(label)
                                    && !labels.get(label).contains(value))
                            .forEach(value -> faults.add(selector.name() + " is never of " + label + " " + value));
                }
            });
        }
        if (faults.isEmpty() && !known.containsAll(promql.groupings())) {
            promql.groupings().stream()
                    .filter(label -> !known.contains(label))
                    .forEach(label -> faults.add("nothing has a label " + label + " to group by"));
        }
        return faults;
    }

    /** By name the labels, by label the values. */
    private static Map<String, Map<String, Set<String>>> exposed(String text) {
        var exposed = new HashMap<String, Map<String, Set<String>>>();
        SAMPLE.matcher(text).results().forEach(sample -> {
            Map<String, Set<String>> labels = exposed.computeIfAbsent(sample.group(1), name -> new HashMap<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2))
                        .results()
                        .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                                .add(label.group(2)));
            }
        });
        return exposed;
    }

    private static List<String> drawn(JsonNode dashboard) {
        var expressions = new ArrayList<String>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            Pattern.compile("label_values\\((\\w+), \\w+\\)")
                    .matcher(variable.path("definition").asText())
                    .results()
                    .forEach(values -> expressions.add(values.group(1)));
        }
        return expressions;
    }

    private static List<String> judged(JsonNode rules) {
        return rules.findValuesAsText("expr");
    }
}
