package dev.holdpoint.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param kind which problem it is
 * @param detail what was wrong here, in words for people
 * @param violations each error with its place in the request's body; empty where the problem is not in the body
 * @param interaction the interaction that the answer must tell; null where there is none
 */
record Problem(
        Kind kind,
        String detail,
        List<Violation> violations,
        @Nullable Interaction interaction) {

    static final String MEDIA_TYPE = "application/problem+json";

    enum Kind {
        INVALID_REQUEST(400, "The request is not valid"),
        TOO_LARGE(413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
        NOT_ACCEPTABLE(406, "No acceptable representation"),
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        NOT_FOUND(404, "Not found"),
        SESSION_MISMATCH(403, "The interaction belongs to another session"),
        UNKNOWN_HOST(421, "Unknown host"),
        ALREADY_SETTLED(409, "The interaction is already settled"),
        INVALID_RESPONSE(422, "The response does not satisfy the schema"),
        INVALID_SCHEMA(422, "The response schema cannot be used"),
        IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
        TOO_MANY_PENDING(429, "Too many interactions are pending in the session"),
        OVERLOADED(503, "The server is overloaded"),
        STORE_UNAVAILABLE(503, "The store is unavailable"),
        SHUTTING_DOWN(503, "The server is shutting down"),
        INTERNAL_ERROR(500, "Internal error");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isTemporary() {
            return status == 503;
        }
    }

    static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), null);
    }

    static Problem of(Kind kind, String detail, List<Violation> violations) {
        return new Problem(kind, detail, violations, null);
    }

    static Problem of(Kind kind, String detail, Interaction interaction) {
        return new Problem(kind, detail, List.of(), interaction);
    }

    /** The problem as a body, for the request to {@code instance}. */
    byte[] encode(String instance) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("type", "urn:holdpoint:problem:" + kind.slug());
            json.writeStringField("title", kind.title);
            json.writeNumberField("status", kind.status);
            json.writeStringField("detail", detail);
            json.writeStringField("instance", instance);
            if (kind == Kind.TOO_LARGE && !violations.isEmpty()) {
                json.writeStringField("pointer", violations.getFirst().pointer());
            }
            if (!violations.isEmpty()) {
                writeErrors(json);
            }
            if (interaction != null) {
                json.writeFieldName("interaction");
                InteractionView.write(json, interaction);
            }
            json.writeEndObject();
        });
    }

    private void writeErrors(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeStringField("pointer", violation.pointer());
            json.writeStringField("detail", violation.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
