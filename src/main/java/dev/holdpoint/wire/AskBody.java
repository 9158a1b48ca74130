package dev.holdpoint.wire;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.Fingerprint;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of an ask: which JSON it is. What may be asked is for {@link Ask#violations} to say.
 *
 * @param ask what is asked
 * @param fingerprint gives the same for every body that asks the same
 */
public record AskBody(Ask ask, Supplier<String> fingerprint) {

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "sessionId",
            "title",
            "data",
            "metadata",
            "responseSchema",
            "timeout",
            "onExpiry",
            "lease",
            "separate");
    private static final InteractionType NO_TYPE = new InteractionType("none");
    private static final SessionId NO_SESSION = new SessionId("none");

    /** Reads a body, or throws all that is wrong with it. */
    public static AskBody parse(byte[] bytes, Duration defaultTimeout) {
        StrictJson.Read read = StrictJson.read(bytes, Sizes.BODY, "onExpiry");
        Members body = read.body().allowOnly(MEMBERS);
        String type = body.requiredString(
                "type", InteractionType::isValid, "a string of the shape " + InteractionType.SHAPE + " is needed here");
        String session = body.requiredString(
                "sessionId",
                SessionId::isValid,
                "a string of 1 to 200 characters is needed here, no control characters, not '.' or '..'");
        Duration timeout = duration(body, "timeout");
        Json data = body.optionalValue("data");
        Json metadata = body.object("metadata");
        var ask = new Ask(
                        type == null ? NO_TYPE : new InteractionType(type),
                        session == null ? NO_SESSION : new SessionId(session),
                        timeout == null ? defaultTimeout : timeout)
                .withTitle(body.string("title"))
                .withData(data == null ? Json.EMPTY_OBJECT : data)
                .withMetadata(metadata == null ? Json.EMPTY_OBJECT : metadata)
                .withResponseSchema(body.object("responseSchema"))
                .withLease(duration(body, "lease"))
                .withSeparation(separation(body))
                .withOnExpiry(body.object("onExpiry") == null ? null : onExpiry(read.inner()));
        body.violations().addAll(ask.violations());
        if (!body.violations().isEmpty()) {
            throw new ProblemException(Problem.of(body.violations()));
        }
        return new AskBody(ask, () -> Fingerprint.of("ask", body, ""));
    }

    public @Nullable Idempotency idempotency(Optional<String> key) {
        return key.map(known -> new Idempotency(known, fingerprint.get())).orElse(null);
    }

    private static @Nullable Duration duration(Members body, String name) {
        String text = body.string(
                name,
                value -> Durations.parse(value).isPresent(),
                "an ISO 8601 duration of days, hours, minutes and seconds is needed here");
        return text == null ? null : Durations.parse(text).orElseThrow();
    }

    private static Separation separation(Members body) {
        Boolean separate = body.truth("separate");
        return separate == null ? Separation.BY_TYPE : separate ? Separation.YES : Separation.NO;
    }

    private static @Nullable OnExpiry onExpiry(Members onExpiry) {
        onExpiry.allowOnly(Set.of("resolve", "reject"));
        String reason = onExpiry.string("reject");
        Json response = onExpiry.value("resolve");
        boolean isOne =
                response == null ? onExpiry.optionalValue("reject") != null : onExpiry.optionalValue("reject") == null;
        if (!isOne) {
            onExpiry.report("exactly one of 'resolve' and 'reject' is needed here");
        }
        return response != null ? new OnExpiry.Resolve(response) : reason != null ? new OnExpiry.Reject(reason) : null;
    }
}
