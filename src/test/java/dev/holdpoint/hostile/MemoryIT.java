package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Service;
import dev.holdpoint.testing.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that send half, or take nothing: many of them do not grow the service, nor keep others from it. */
class MemoryIT {

    private static final int SCALE = Integer.getInteger("hostile.scale", 1);
    private static final int BODY = 4 << 20;
    private static final String PROBE = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @TempDir
    Path folder;

    private final List<Wire> wires = new ArrayList<>();
    private Service service;

    @AfterEach
    void stop() throws Exception {
        for (Wire wire : wires) {
            wire.close();
        }
        service.kill();
    }

    @Test
    void bodiesThatAreSentHalfHaveOneBudget() throws Exception {
        start("-Xmx96m");
        String half =
                "POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY + "\r\n\r\n" + " ".repeat(BODY - 10);
        int count = 40 * SCALE;
        for (int i = 0; i < count; i++) {
            sendWhatIsTaken(half);
        }
        assertServes();
        long refused = wires.stream().filter(MemoryIT::isOverloaded).count();
        assertThat(refused).isGreaterThanOrEqualTo(count - 4);
    }

    @Test
    void listsThatNobodyReadsHaveOneBudget() throws Exception {
        start("-Xmx96m");
        askLarge();
        for (int i = 0; i < 60 * SCALE; i++) {
            send("GET /v1/interactions?limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertServes();
    }

    @Test
    void answersThatNobodyReadsHaveOneBudget() throws Exception {
        start("-Xmx96m");
        String id = askLarge();
        String many = ("GET /v1/interactions/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(20);
        for (int i = 0; i < 100 * SCALE; i++) {
            send(many);
        }
        assertServes();
    }

    @Test
    void snapshotsOfTabsThatDoNotReadHaveOneBudget() throws Exception {
        start("-Xmx96m");
        for (int i = 0; i < 15; i++) {
            askLarge();
        }
        for (int tab = 0; tab < 60 * SCALE; tab++) {
            service.api().ask();
            send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertServes();
    }

    @Test
    void connectionsAreLimited() throws Exception {
        start("-Xmx96m", "-Dholdpoint.http.connections=20");
        for (int i = 0; i < 40; i++) {
            wires.add(new Wire(service.base()));
        }
        long served = wires.stream().filter(MemoryIT::isServed).count();
        assertThat(served).isBetween(15L, 20L); // a client that asked whether it is ready may still be connected
        assertServes();
    }

    @Test
    void connectionsOfOneAddressAreLimitedWhereSomebodySaysSo() throws Exception {
        start("-Xmx96m", "-Dholdpoint.http.connections-per-address=10");
        for (int i = 0; i < 20; i++) {
            wires.add(new Wire(service.base()));
        }
        long served = wires.stream().filter(MemoryIT::isServed).count();
        assertThat(served).isBetween(5L, 10L);
        assertServes();
    }

    @Test
    void whereMemoryRunsOutAllTheSameTheProcessEnds() throws Exception {
        start("-Xmx48m", "-Dholdpoint.http.bodies-size=1G");
        String half =
                "POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY + "\r\n\r\n" + " ".repeat(BODY - 10);
        for (int i = 0; i < 40 && service.process().isAlive(); i++) {
            sendWhatIsTaken(half);
        }
        assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.process().exitValue()).isIn(3, 70);
    }

    private void start(String... options) throws IOException {
        service = new Service(folder, options);
    }

    private String askLarge() {
        return service.api()
                .ask(Api.session(), ",\"data\":\"" + "x".repeat(250_000) + "\"")
                .id();
    }

    private void send(String request) throws IOException {
        var wire = new Wire(service.base());
        wires.add(wire);
        wire.send(request);
    }

    /** Who is refused, or finds nobody any more, does not get rid of it. */
    private void sendWhatIsTaken(String request) {
        try {
            send(request);
        } catch (IOException refused) {
            return;
        }
    }

    private static boolean isServed(Wire wire) {
        try {
            return wire.send(PROBE).readAll().startsWith("HTTP/1.1 200");
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isOverloaded(Wire wire) {
        try {
            return wire.readWhatComes(200).contains(" 503 ");
        } catch (IOException closed) {
            return true;
        }
    }

    /** Others are served, and what they ask is settled once. */
    private void assertServes() {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> {
            assertThat(service.api().get("/q/health/live").status()).isEqualTo(200);
            String id = service.api().ask().id();
            assertThat(service.api().resolve(id, "1").status()).isEqualTo(200);
            assertThat(service.api().resolve(id, "2").status()).isEqualTo(409);
        });
        assertThat(service.process().isAlive()).isTrue();
    }
}
