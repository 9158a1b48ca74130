package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Broker;
import dev.holdpoint.stream.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What everybody is told while the service stops. It has an application of its own, which is of no use afterwards. */
@QuarkusTest
@TestProfile(ShutDownHttpTest.Alone.class)
class ShutDownHttpTest extends HttpTest {

    public static final class Alone implements QuarkusTestProfile {}

    @Inject
    Broker broker;

    @Inject
    Hub hub;

    @Test
    void aServiceThatStopsTellsEverybody() {
        // Given
        var asker = api.postLater("/v1/interactions?wait=60", "{\"type\":\"a\",\"sessionId\":\"s\"}");
        var known = api.ask();
        var reader = api.getLater("/v1/interactions/" + known.id() + "?wait=60");
        Awaitility.await().until(() -> broker.waiters() == 2);

        // When
        broker.shutDown();

        // Then
        var told = asker.join();
        assertThat(told.status()).isEqualTo(503);
        assertThat(told.slug()).isEqualTo("shutting-down");
        assertThat(told.header("Retry-After")).isEqualTo("1");
        assertThat(told.body().path("interaction").path("status").asText()).isEqualTo("pending");
        assertThat(told.header("Location"))
                .isEqualTo("/v1/interactions/"
                        + told.body().path("interaction").path("id").asText());
        assertThat(reader.join().slug()).isEqualTo("shutting-down");
        var late = api.ask();
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.slug()).isEqualTo("shutting-down");
        assertThat(late.header("Retry-After")).isEqualTo("1");
        assertThat(api.get("/v1/interactions/" + known.id() + "?wait=5").slug()).isEqualTo("shutting-down");
        assertThat(api.get("/q/health/ready").status()).isEqualTo(503);
        hub.close();
        var stream = api.get("/v1/events?lastEventId=0");
        assertThat(stream.status())
                .as("an EventSource gives up for good otherwise")
                .isEqualTo(200);
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.text()).contains("retry: ").doesNotContain("data: {\"id\"");
        assertThat(api.get("/q/health/live").status()).isEqualTo(200);
        assertThat(api.resolve(known.id(), "1").status())
                .as("what is decided meanwhile counts")
                .isEqualTo(200);
    }
}
