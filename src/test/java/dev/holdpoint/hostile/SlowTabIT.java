package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.EventReader;
import dev.holdpoint.testing.Service;
import dev.holdpoint.testing.Wire;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tab that reads slowly while the store refuses to write for a while: what it is told has no gap, or its stream ends. */
class SlowTabIT {

    private static final Pattern ASKED =
            Pattern.compile("id: (\\d+)\nevent: interaction-requested\ndata: \\{\"id\":\"([^\"]+)\"");
    private static final String LARGE = ",\"data\":\"" + "x".repeat(100_000) + "\"";

    @TempDir
    Path folder;

    @Test
    void nothingIsSkippedOnAnUnbrokenStream() throws Exception {
        Service service = new Service(folder);
        String session = Api.session();
        try (var tab = new Wire(service.base())) {
            // Given: a tab that has read its snapshot and nothing since
            tab.send("GET /v1/events?sessionId=" + session + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            tab.readUntil("event: alive\n");
            var asked = new ArrayList<String>();
            ask(service, session, 12, asked);

            // When: the store fails, and then goes on
            failToWrite(service, session, asked);
            ask(service, session, 12, asked);

            // Then: the tab reads all of it, or what comes before an end, and resumes there
            String stream = tab.readWhatComes(3_000).replaceAll("\r\n[0-9a-f]+\r\n", "");
            List<MatchResult> told = ASKED.matcher(stream).results().toList();
            assertThat(told).hasSizeGreaterThan(5);
            assertThat(told).extracting(event -> event.group(2)).isEqualTo(asked.subList(0, told.size()));
            long last = told.isEmpty() ? 0 : Long.parseLong(told.getLast().group(1));
            try (var resumed = new EventReader(service.base(), "?sessionId=" + session + "&lastEventId=" + last)) {
                List<String> rest = asked.subList(told.size(), asked.size());
                Awaitility.await().until(() -> resumed.events().size() >= rest.size());
                assertThat(resumed.events())
                        .extracting(event -> event.data().path("id").asText())
                        .isEqualTo(rest);
            }
        } finally {
            service.kill();
        }
    }

    private static void ask(Service service, String session, int count, List<String> asked) {
        for (int i = 0; i < count; i++) {
            asked.add(service.api().ask(session, LARGE).id());
        }
    }

    /** Somebody else holds the file until an ask is refused; asks that were let in late count too. */
    private void failToWrite(Service service, String session, List<String> asked) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("holdpoint.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var answer = service.api().ask(session, LARGE);
            assertThat(answer.status()).isEqualTo(503);
            statement.execute("ROLLBACK");
        }
        Awaitility.await().until(() -> {
            var answer = service.api().ask(session, LARGE);
            if (answer.status() == 201) {
                asked.add(answer.id());
            }
            return answer.status() == 201;
        });
    }
}
