package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see: one line for a settlement, an audit line for a stranger, and figures. */
@QuarkusTest
class TellingTest {

    @TestHTTPResource
    URI base;

    private final Lines lines = new Lines();
    private Api api;

    private static final class Lines extends Handler {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            seen.add(line.getLevel() + " " + ((ExtLogRecord) line).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        api = new Api(base);
        Logger.getLogger("dev.holdpoint").addHandler(lines);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("dev.holdpoint").removeHandler(lines);
    }

    @Test
    void aSettlementIsOneLineWithoutItsPayload() {
        var asked = api.ask(Api.session(), ",\"data\":\"secret-question\"");
        api.resolve(asked.id(), "\"secret-answer\"");
        Awaitility.await().until(() -> !about(asked.id()).isEmpty());
        assertThat(about(asked.id()))
                .containsExactly(
                        "INFO settled " + asked.id() + " type=question status=resolved origin=responder by=null");
        assertThat(lines.seen).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aRefusedStrangerIsAuditedOnOneLine() {
        var asked = api.ask("owner \\\" \u2028", "");
        var refused = api.post(
                "/v1/interactions/" + asked.id() + "/resolve", "{\"response\":1,\"sessionId\":\"a \\\"stranger\\\"\"}");
        assertThat(refused.status()).isEqualTo(403);
        Awaitility.await().until(() -> !about(asked.id()).isEmpty());
        assertThat(about(asked.id()))
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains(
                        "event=\"refused\"",
                        "reason=\"session-mismatch\"",
                        "/v1/interactions/" + asked.id() + "/resolve");
    }

    @Test
    void figuresAreCountedOnceEach() {
        double asks = figure("holdpoint_asks_total{type=\"permission\"}");
        double resolved = figure("holdpoint_settlements_total{origin=\"responder\",status=\"resolved\"}");
        double lost = figure("holdpoint_settlements_lost_total");
        var asked = api.post("/v1/interactions", "{\"type\":\"permission\",\"sessionId\":\"" + Api.session() + "\"}");
        api.resolve(asked.id(), "{\"behavior\":\"allow\"}");
        api.resolve(asked.id(), "{\"behavior\":\"deny\"}");
        Awaitility.await().until(() -> figure("holdpoint_settlements_lost_total") == lost + 1);
        assertThat(figure("holdpoint_asks_total{type=\"permission\"}")).isEqualTo(asks + 1);
        assertThat(figure("holdpoint_settlements_total{origin=\"responder\",status=\"resolved\"}"))
                .isEqualTo(resolved + 1);
        assertThat(figure("holdpoint_pending"))
                .isEqualTo(api.get("/v1/statistics").body().path("pending").asDouble());
        assertThat(api.get("/q/metrics").text())
                .contains(
                        "# HELP holdpoint_decision_seconds ",
                        "# HELP holdpoint_store_commit_seconds ",
                        "# HELP holdpoint_store_batch_operations ",
                        "# HELP holdpoint_store_queue ",
                        "# HELP holdpoint_tabs ",
                        "# HELP holdpoint_tabs_cut_off ",
                        "# HELP holdpoint_waiters ")
                .doesNotContain("type=\"question\"");
    }

    private List<String> about(String id) {
        return lines.seen.stream().filter(line -> line.contains(id)).toList();
    }

    private double figure(String name) {
        return api.get("/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
