package dev.holdpoint.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of an ask. */
final class AskBody {

    static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration MAX_LEASE = Duration.ofHours(1);
    private static final int MAX_TITLE = 200;
    private static final Set<String> MEMBERS =
            Set.of("type", "sessionId", "title", "data", "metadata", "responseSchema", "timeout", "onExpiry", "lease");
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(StrictJson.FACTORY).build();

    private AskBody() {}

    /**
     * @param ask what is asked
     * @param fingerprint gives the same for every body that asks the same
     */
    record Parsed(Ask ask, Supplier<String> fingerprint) {
        @Nullable Idempotency idempotency(Optional<String> key) {
            return key.map(known -> new Idempotency(known, fingerprint.get())).orElse(null);
        }
    }

    /** Reads a body, or throws all that is wrong with it. */
    static Parsed parse(byte[] bytes, Duration defaultTimeout) {
        Members body = StrictJson.readBody(bytes).limit(Sizes.BODY).allowOnly(MEMBERS);
        String type = body.requiredString(
                "type", InteractionType::isValid, "a string of the shape " + InteractionType.SHAPE + " is needed here");
        String session = body.requiredString(
                "sessionId",
                SessionId::isValid,
                "a string of 1 to 200 characters is needed here, no control characters, not '.' or '..'");
        String title = body.string(
                "title",
                text -> Text.isAtMost(MAX_TITLE, text) && Text.hasNoControls(text),
                "a string of at most 200 characters is needed here, without control characters");
        Json data = body.optionalValue("data", Sizes.DATA);
        Json metadata = body.object("metadata", Sizes.METADATA);
        Json schema = body.object("responseSchema", Sizes.SCHEMA);
        Duration timeout = duration(body, "timeout", MIN_TIMEOUT, MAX_TIMEOUT);
        Duration lease = duration(body, "lease", Duration.ZERO, MAX_LEASE);
        OnExpiry onExpiry = onExpiry(body);
        if (data != null && type.equals(InteractionType.ASK_USER.value())) {
            checkQuestions(body, data);
        }
        body.finish();
        var ask = new Ask(
                new InteractionType(type),
                new SessionId(session),
                title,
                data == null ? Json.EMPTY_OBJECT : data,
                metadata == null ? Json.EMPTY_OBJECT : metadata,
                schema,
                timeout == null ? defaultTimeout : timeout,
                onExpiry,
                lease);
        return new Parsed(ask, () -> Fingerprint.of("ask", body, ""));
    }

    private static @Nullable Duration duration(Members body, String name, Duration least, Duration most) {
        String text = body.string(
                name,
                value -> Durations.parse(value, least, most).isPresent(),
                "an ISO 8601 duration of days, hours, minutes and seconds from " + least + " to " + most
                        + " is needed here");
        return text == null ? null : Durations.parse(text, least, most).orElseThrow();
    }

    private static @Nullable OnExpiry onExpiry(Members body) {
        Json text = body.object("onExpiry", Sizes.BODY);
        if (text == null) {
            return null;
        }
        Members inner = StrictJson.read(text.text(), "/onExpiry").allowOnly(Set.of("resolve", "reject"));
        String reason = inner.string("reject", value -> Text.isAtMost(Text.MAX_REASON, value), Text.REASON_SHAPE);
        Json response = inner.value("resolve", Sizes.DATA);
        boolean isBoth = inner.has("resolve") && reason != null;
        boolean isNone = !inner.has("resolve") && reason == null;
        if (inner.isValid() && (isBoth || isNone)) {
            inner.reportAt("", "exactly one of 'resolve' and 'reject' is needed here");
        }
        body.include(inner);
        return response != null ? new OnExpiry.Resolve(response) : reason != null ? new OnExpiry.Reject(reason) : null;
    }

    /** Two questions of the same text could not both be answered. */
    private static void checkQuestions(Members body, Json data) {
        JsonNode questions = tree(data).path("questions");
        var seen = new HashSet<String>();
        for (int i = 0; questions.isArray() && i < questions.size(); i++) {
            JsonNode question = questions.get(i).path("question");
            if (question.isTextual() && !seen.add(question.textValue())) {
                body.reportAt("/data/questions/" + i + "/question", "another question has the same text");
            }
        }
    }

    private static JsonNode tree(Json json) {
        try {
            return MAPPER.readTree(json.text());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
