package dev.holdpoint.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tab was told over one connection.
 *
 * @param at where it was connected to
 * @param after the number after which it asked to go on; empty for a fresh stream
 * @param begin before it was asked for, as in {@link Operation}
 */
public record Stream(String tab, String at, Filter filter, OptionalLong after, long begin, List<Event> events) {

    /** What a tab listens to; empty for everything. */
    public record Filter(Optional<String> session, Optional<String> type) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        public static Filter ofSession(String session) {
            return new Filter(Optional.of(session), Optional.empty());
        }

        public boolean matches(JsonNode interaction) {
            return session.map(interaction.path("sessionId").asText()::equals).orElse(true)
                    && type.map(interaction.path("type").asText()::equals).orElse(true);
        }

        public String query() {
            return session.map(value -> "?sessionId=" + value)
                    .or(() -> type.map(value -> "?type=" + value))
                    .orElse("");
        }
    }

    /** An event, and after when it was read. */
    public record Event(long id, String name, JsonNode data, long at) {
        public boolean isSync() {
            return name.equals("sync");
        }

        public boolean isRequested() {
            return name.equals("interaction-requested");
        }
    }

    Stream told(List<Event> others) {
        return new Stream(tab, at, filter, after, begin, others);
    }
}
