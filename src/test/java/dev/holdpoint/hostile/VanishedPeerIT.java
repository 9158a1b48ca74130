package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Service;
import dev.holdpoint.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer that vanished without a word while its answer is held: the system asks whether it is there. Its table of connections
 * says when it will, by a timer: {@code 02} in a silent connection is that of keepalive.
 */
@EnabledOnOs(OS.LINUX)
class VanishedPeerIT {

    private static final int HUNDREDTHS = 100;

    @TempDir
    Path folder;

    @Test
    void aHeldConnectionIsAskedWithinAMinute() throws Exception {
        Service service = new Service(folder);
        try (var wire = new Wire(service.base())) {
            // When
            String id = service.api().ask(Api.session(), "").id();
            wire.send("GET /v1/interactions/" + id + "?wait=300 HTTP/1.1\r\nHost: localhost\r\n\r\n");

            // Then
            Awaitility.await().untilAsserted(() -> {
                String[] timer = timer(service.base().getPort(), wire.port());
                assertThat(timer[0]).as("kind of timer").isEqualTo("02");
                assertThat(Integer.parseInt(timer[1], 16)).isBetween(1, 60 * HUNDREDTHS);
            });
        } finally {
            service.kill();
        }
    }

    /** Its kind and when it ends, of the end of the connection that is the service's. */
    private static String[] timer(int own, int others) throws IOException {
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[1].endsWith(":%04X".formatted(own)) && columns[2].endsWith(":%04X".formatted(others))) {
                    return columns[5].split(":");
                }
            }
        }
        throw new IOException("no connection from " + others + " to " + own);
    }
}
