package dev.holdpoint.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.json.Violations;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param kind which problem it is
 * @param detail what was wrong here, in words for people
 * @param errors each error with its place in the request's body; empty where the problem is not in the body
 * @param moreErrors how many more there are than those
 * @param interaction the interaction that the answer must tell; null where there is none
 * @param retryAfter after how many seconds it may have passed; 0 where nobody knows, or it does not pass
 */
public record Problem(
        Kind kind,
        String detail,
        List<Violation> errors,
        int moreErrors,
        @Nullable Interaction interaction,
        long retryAfter) {

    public Problem(
            Kind kind, String detail, List<Violation> errors, int moreErrors, @Nullable Interaction interaction) {
        this(kind, detail, errors, moreErrors, interaction, kind.isTemporary() ? 1 : 0);
    }

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The problems of the contract. */
    public enum Kind {
        INVALID_REQUEST(400, "The request is not valid"),
        TOO_LARGE(413, "The request is too large"),
        TARGET_TOO_LONG(414, "too-large", "The request is too large"),
        HEADERS_TOO_LARGE(431, "too-large", "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
        UNSUPPORTED_ENCODING(415, "unsupported-media-type", "The body is encoded"),
        NOT_ACCEPTABLE(406, "No acceptable representation"),
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        NOT_IMPLEMENTED(501, "method-not-allowed", "There is no such method"),
        NOT_FOUND(404, "Not found"),
        SESSION_MISMATCH(403, "The interaction belongs to another session"),
        UNAUTHENTICATED(401, "Who is calling is not known"),
        FORBIDDEN(403, "The caller may not do this"),
        OWN_REQUEST(403, "Whoever asked does not decide"),
        CROSS_SITE(403, "A page of another origin calls"),
        RATE_LIMITED(429, "Too many requests"),
        UNKNOWN_HOST(421, "Unknown host"),
        ALREADY_SETTLED(409, "The interaction is already settled"),
        INVALID_RESPONSE(422, "The response does not satisfy the schema"),
        INVALID_SCHEMA(422, "The response schema cannot be used"),
        IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
        TOO_MANY_PENDING(429, "Too many interactions are pending"),
        OVERLOADED(503, "The server is overloaded"),
        STORE_UNAVAILABLE(503, "The store is unavailable"),
        IDENTITY_UNAVAILABLE(503, "The identity provider is unavailable"),
        SHUTTING_DOWN(503, "The server is shutting down"),
        INTERNAL_ERROR(500, "Internal error");

        private final int status;
        private final String slug;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
            this.title = title;
        }

        Kind(int status, String slug, String title) {
            this.status = status;
            this.slug = slug;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String slug() {
            return slug;
        }

        /** Whether it may pass by itself, so that the caller is told to come back. */
        public boolean isTemporary() {
            return status == 503 || this == RATE_LIMITED;
        }
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), 0, null);
    }

    /** Something that will pass in so many seconds. */
    public static Problem of(Kind kind, String detail, long retryAfter) {
        return new Problem(kind, detail, List.of(), 0, null, retryAfter);
    }

    public static Problem of(Kind kind, String detail, Interaction interaction) {
        return new Problem(kind, detail, List.of(), 0, interaction);
    }

    /** What is wrong with a body, at least one thing: where something is too large, that alone. */
    public static Problem of(Violations violations) {
        List<Violation> tooLarge =
                violations.told().stream().filter(Violation::isTooLarge).toList();
        if (!tooLarge.isEmpty()) {
            Violation first = tooLarge.getFirst();
            String detail = "'" + first.pointer() + "' is " + first.detail();
            return new Problem(Kind.TOO_LARGE, detail, tooLarge, 0, null);
        }
        return new Problem(Kind.INVALID_REQUEST, first(violations.told()), violations.told(), violations.more(), null);
    }

    /** What is wrong with a value that stands at {@code prefix} in the body, at least one thing. */
    public static Problem of(Kind kind, String prefix, List<Violation> violations) {
        return of(kind, prefix, violations, 0);
    }

    /** As {@link #of(Kind, String, List)}, where there is {@code more} than is told. */
    public static Problem of(Kind kind, String prefix, List<Violation> violations, int more) {
        List<Violation> placed =
                violations.stream().map(violation -> violation.under(prefix)).toList();
        return new Problem(kind, first(placed), placed, more, null);
    }

    /** The problem as a body, for the request to {@code instance}. */
    public byte[] encode(String instance) {
        return encode(instance, json -> {});
    }

    /** And with what else it has to tell. */
    public byte[] encode(String instance, JsonOutput.Content more) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("type", "urn:holdpoint:problem:" + kind.slug());
            json.writeStringField("title", kind.title);
            json.writeNumberField("status", kind.status);
            json.writeStringField("detail", detail);
            json.writeStringField("instance", instance);
            if (kind == Kind.TOO_LARGE && !errors.isEmpty()) {
                json.writeStringField("pointer", errors.getFirst().pointer());
            }
            if (!errors.isEmpty()) {
                writeErrors(json);
            }
            if (interaction != null) {
                json.writeFieldName("interaction");
                InteractionView.write(json, interaction);
            }
            more.write(json);
            json.writeEndObject();
        });
    }

    private void writeErrors(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Violation error : errors) {
            json.writeStartObject();
            json.writeStringField("pointer", error.pointer());
            json.writeStringField("detail", error.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (moreErrors > 0) {
            json.writeNumberField("moreErrors", moreErrors);
        }
    }

    private static String first(List<Violation> violations) {
        Violation first = violations.getFirst();
        return "at '" + first.pointer() + "': " + first.detail();
    }
}
