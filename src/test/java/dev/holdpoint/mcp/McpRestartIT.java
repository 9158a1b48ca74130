package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.McpStream;
import dev.holdpoint.testing.OwnPostgres;
import dev.holdpoint.testing.Service;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed and stopped while calls are held: what comes back to it gets the person's answer. */
class McpRestartIT {

    private static final String ALLOW = "{\"behavior\":\"allow\"}";
    private static final String ARGUMENTS =
            "{\"tool_name\":\"Bash\",\"tool_use_id\":\"t\",\"input\":{\"command\":\"ls\"}}";

    @TempDir
    Path folder;

    @Test
    void aCallThatWasHeldWhenTheServiceWasKilledGetsTheAnswer() throws Exception {
        // Given
        int port = freePort();
        String session = Api.session();
        Service service = new Service(folder, port);
        String cursor;
        String id;
        try (var held = call(service, session)) {
            cursor = held.cursor();
            id = service.api().pendingIn(session);
            service.kill();
        }

        // When
        service = new Service(folder, port);
        try (var again = McpStream.resume(service.base(), cursor)) {
            again.cursor();
            service.api().resolve(id, ALLOW);

            // Then
            assertThat(again.result().path("id").asInt()).isEqualTo(7);
            assertThat(again.result().at("/result/content/0/text").asText())
                    .isEqualTo("{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"ls\"}}");
        } finally {
            service.kill();
        }
    }

    @Test
    void aServiceThatIsToldToStopEndsStreamsAndExits() throws Exception {
        // Given
        String session = Api.session();
        Service service = new Service(folder);
        try (var held = call(service, session)) {
            held.cursor();

            // When
            service.process().destroy();

            // Then
            assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            Awaitility.await().until(held::isEnded);
            assertThat(held.hasResult()).isFalse();
            assertThat(held.lines()).endsWith("retry: 15000", "");
        } finally {
            service.kill();
        }
    }

    @Test
    void anotherReplicaGoesOnWithACallOfOneThatWasKilled() throws Exception {
        try (var database = OwnPostgres.make(folder)) {
            // Given
            String session = Api.session();
            Service first = replica(database, "first");
            Service second = replica(database, "second");
            try (var held = call(first, session)) {
                String cursor = held.cursor();
                String id = second.api().pendingIn(session);
                first.kill();

                // When
                try (var again = McpStream.resume(second.base(), cursor)) {
                    again.cursor();
                    second.api().resolve(id, ALLOW);

                    // Then
                    assertThat(again.result().at("/result/content/0/text").asText())
                            .contains("\"behavior\":\"allow\"");
                }
            } finally {
                first.kill();
                second.kill();
            }
        }
    }

    private Service replica(OwnPostgres database, String name) throws IOException {
        return new Service(
                folder.resolve(name),
                "-Dholdpoint.store=postgresql",
                "-Dholdpoint.postgresql.url=postgresql://127.0.0.1:" + database.port() + "/postgres",
                "-Dholdpoint.postgresql.username=postgres");
    }

    private static McpStream call(Service service, String session) {
        return McpStream.post(service.base(), McpStream.call("7", "approve", ARGUMENTS), "Mcp-Session-Id", session);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
