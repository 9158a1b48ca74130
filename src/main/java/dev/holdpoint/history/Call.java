package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller asked the service to do. Waits are in seconds, 0 for none. */
public sealed interface Call {

    /** The string in its {@code data} is its own: by it an interaction is known to be the one that was asked for. */
    record Ask(JsonNode body, @Nullable String key, int seconds) implements Call {
        public String token() {
            return body.path("data").asText();
        }

        String session() {
            return body.path("sessionId").asText();
        }

        Optional<Duration> lease() {
            return Optional.ofNullable(body.get("lease")).map(lease -> Duration.parse(lease.asText()));
        }
    }

    /** Its {@code reason} is its own, and its key's. */
    record Settle(
            String id, Verb verb, JsonNode body, @Nullable String key) implements Call {
        /** Whether a settlement is the one that this tries. */
        boolean made(JsonNode interaction) {
            return isIn(interaction)
                    && interaction.path("status").asText().equals(verb.status)
                    && interaction.path("origin").asText().equals(verb.origin)
                    && interaction.path("reason").equals(body.path("reason"))
                    && (verb != Verb.RESOLVE || interaction.path("response").equals(body.path("response")));
        }

        /** Whether it names the interaction's session, or none. */
        boolean isIn(JsonNode interaction) {
            return !body.has("sessionId") || body.get("sessionId").equals(interaction.path("sessionId"));
        }
    }

    record Get(String id, int seconds) implements Call {}

    /** All that is pending in a session. */
    record Pending(String session) implements Call {}

    record Remove(String session) implements Call {}

    /** The ways to settle. */
    enum Verb {
        RESOLVE("resolved", "responder"),
        REJECT("rejected", "responder"),
        CANCEL("cancelled", "asker");

        private final String status;
        private final String origin;

        Verb(String status, String origin) {
            this.status = status;
            this.origin = origin;
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
