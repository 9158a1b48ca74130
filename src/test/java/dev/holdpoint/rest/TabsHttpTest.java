package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many tabs, and tabs that do not read, on real connections. */
@QuarkusTest
class TabsHttpTest extends HttpTest {

    private static final int MANY = 300;
    private static final int STALLED = 10;

    @Test
    void oneEventReachesEveryIdleTab() throws IOException {
        String session = Api.session();
        List<Wire> tabs = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                tabs.add(subscribe(session));
            }
            for (Wire tab : tabs) {
                tab.readUntil("event: sync\n");
            }
            String id = api.ask(session, "").id();
            for (Wire tab : tabs) {
                assertThat(tab.readUntil("\"sessionId\":")).contains("event: interaction-requested", id);
            }
        } finally {
            close(tabs);
        }
        Awaitility.await()
                .until(() -> api.get("/v1/statistics").body().path("tabs").asInt() < MANY);
    }

    @Test
    void tabsThatDoNotReadAreCutOffAndSlowNobody() throws Exception {
        String session = Api.session();
        double before = cutOff();
        List<Wire> stalled = new ArrayList<>();
        try (var reading = new EventReader(base, "?sessionId=" + session, token)) {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(subscribe(session));
            }
            for (Wire tab : stalled) {
                tab.readUntil("event: sync\n");
            }
            String large = ",\"data\":\"" + "x".repeat(200_000) + "\"";
            int asked = 0;
            while (cutOff() < before + STALLED && asked < 90) {
                api.ask(session, large);
                asked++;
            }
            assertThat(cutOff()).as("after %d events of 200 kB", asked).isEqualTo(before + STALLED);
            int events = asked + 1;
            Awaitility.await().until(() -> reading.events().size() == events);
            assertThat(reading.isEnded()).isFalse();
        } finally {
            close(stalled);
            api.delete("/v1/sessions/" + session);
        }
    }

    private Wire subscribe(String session) throws IOException {
        String known = token.length == 0 ? "" : token[0] + ": " + token[1] + "\r\n";
        return new Wire(base)
                .send("GET /v1/events?sessionId=" + session + " HTTP/1.1\r\nHost: localhost\r\n" + known + "\r\n");
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    private double cutOff() {
        return api.get("/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("holdpoint_tabs_cut_off_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
