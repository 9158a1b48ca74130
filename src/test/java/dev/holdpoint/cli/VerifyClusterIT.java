package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdpoint.app.CredentialShapes;
import dev.holdpoint.history.Promise;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told of a service that keeps its promises, and of one that does not. */
class VerifyClusterIT {

    private static final String SECONDS = "5";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Service service;

    @BeforeEach
    void start() throws IOException {
        service = new Service(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.kill();
    }

    @Test
    void aServiceThatKeepsItsPromisesIsToldToDoSoAndNothingIsLeftInIt() {
        String mine = service.api().ask().id();

        assertThat(verify(service.base().toString(), "--seconds", SECONDS))
                .as(err())
                .isZero();

        assertThat(out().lines().filter(line -> line.startsWith("held "))).hasSize(Promise.values().length);
        JsonNode pending = service.api().get("/v1/interactions").body().path("items");
        assertThat(pending).extracting(one -> one.path("id").asText()).containsExactly(mine);
    }

    @Test
    void itIsToldAsJsonToo() {
        assertThat(verify(service.base().toString(), "--seconds", SECONDS, "--json"))
                .as(err())
                .isZero();

        JsonNode verdict = Api.tree(out());
        assertThat(verdict.path("held").asBoolean()).isTrue();
        assertThat(verdict.path("calls").asInt()).isPositive();
        assertThat(verdict.path("promises")).hasSize(Promise.values().length);
    }

    /** Beside the service itself another replica, which tells every loser that it won. */
    @Test
    void aReplicaThatTellsLosersThatTheyWonIsFound() throws IOException {
        HttpServer liar = liar();
        try {
            String url = "http://127.0.0.1:" + liar.getAddress().getPort();

            assertThat(verify(service.base().toString(), url, "--seconds", SECONDS, "--rate", "400"))
                    .isEqualTo(1);

            assertThat(out()).contains("BROKEN  " + Promise.ONE_WINNER);
            assertThat(err()).contains("a promise was broken");
        } finally {
            liar.stop(0);
        }
    }

    @Test
    void whoMayNotIsToldBefore() throws Exception {
        service.kill();
        service = Service.known(folder, new String[] {});

        assertThat(verify(service.base().toString(), "--seconds", SECONDS)).isEqualTo(1);

        assertThat(err()).contains("401");
    }

    @Test
    void whereNobodyAnswersThatIsTold() throws Exception {
        service.kill();

        assertThat(verify(service.base().toString())).isEqualTo(1);

        assertThat(err()).contains("it cannot be verified");
    }

    private int verify(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "verify-cluster";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var around = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> null,
                name -> null);
        return new Commands(new CredentialShapes(), around).run(all);
    }

    private HttpServer liar() throws IOException {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> pass(client, exchange));
        server.start();
        return server;
    }

    private void pass(HttpClient client, HttpExchange exchange) throws IOException {
        try (exchange) {
            URI to = service.base().resolve(exchange.getRequestURI().toString());
            var request = HttpRequest.newBuilder(to)
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            for (String name : List.of("Content-Type", "Idempotency-Key", "Prefer", "Last-Event-ID")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            response.headers()
                    .firstValue("Idempotency-Replayed")
                    .ifPresent(value -> exchange.getResponseHeaders().set("Idempotency-Replayed", value));
            try (InputStream body = response.body()) {
                if (response.statusCode() == 409) {
                    byte[] won = Api.tree(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                            .path("interaction")
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, won.length);
                    exchange.getResponseBody().write(won);
                } else {
                    exchange.sendResponseHeaders(response.statusCode(), 0);
                    copy(body, exchange);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each event at once. */
    private static void copy(InputStream from, HttpExchange exchange) throws IOException {
        var buffer = new byte[8192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            exchange.getResponseBody().write(buffer, 0, read);
            exchange.getResponseBody().flush();
        }
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
