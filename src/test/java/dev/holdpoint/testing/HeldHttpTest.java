package dev.holdpoint.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.broker.Broker;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** A test of agents that call the running application and are held, in a session of its own. */
public abstract class HeldHttpTest {

    @TestHTTPResource
    protected URI base;

    @Inject
    protected Broker broker;

    protected Api api;
    protected String session;

    @BeforeEach
    void connect() {
        api = new Api(base);
        session = Api.session();
    }

    protected JsonNode interaction(String id) {
        return api.get("/v1/interactions/" + id).body();
    }

    protected String statusOf(String id) {
        return interaction(id).path("status").asText();
    }

    protected String originOf(String id) {
        return interaction(id).path("origin").asText();
    }

    /** Awaits that so many wait for a person, here and in every other session. */
    protected void awaitWaiters(int number) {
        Awaitility.await().until(() -> broker.waiters() == number);
    }
}
