package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tab was told over one connection.
 *
 * @param after the number after which it asked to go on; empty for a fresh stream
 * @param begin before it was asked for, as in {@link Operation}
 */
record Stream(String tab, Filter filter, OptionalLong after, long begin, List<Event> events) {

    /** What a tab listens to; empty for everything. */
    record Filter(Optional<String> session, Optional<String> type) {
        static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        static Filter ofSession(String session) {
            return new Filter(Optional.of(session), Optional.empty());
        }

        boolean matches(JsonNode interaction) {
            return session.map(interaction.path("sessionId").asText()::equals).orElse(true)
                    && type.map(interaction.path("type").asText()::equals).orElse(true);
        }

        String query() {
            return session.map(value -> "?sessionId=" + value)
                    .or(() -> type.map(value -> "?type=" + value))
                    .orElse("");
        }
    }

    /** An event, and after when it was read. */
    record Event(long id, String name, JsonNode data, long at) {
        boolean isSync() {
            return name.equals("sync");
        }

        boolean isRequested() {
            return name.equals("interaction-requested");
        }
    }

    Stream told(List<Event> others) {
        return new Stream(tab, filter, after, begin, others);
    }
}
