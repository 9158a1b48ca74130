package dev.holdpoint.wire;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Text;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Fingerprint;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of an attempt to settle.
 *
 * @param session the session that the caller believes the interaction to be of; null where it does not say
 * @param fingerprint gives the same for every body that asks for the same
 */
public record SettleBody(Decision decision, @Nullable SessionId session, Supplier<String> fingerprint) {

    /** What may be done to an interaction. */
    public enum Verb {
        RESOLVE,
        REJECT,
        CANCEL;

        public static Verb of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        private Set<String> members() {
            return this == RESOLVE ? Set.of("response", "reason", "sessionId") : Set.of("reason", "sessionId");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads a body, or throws all that is wrong with it. */
    public static SettleBody parse(byte[] bytes, Verb verb) {
        Members body = StrictJson.read(bytes, Sizes.BODY).allowOnly(verb.members());
        String reason = body.string("reason", Text::isReason, Text.REASON_SHAPE);
        String session =
                body.string("sessionId", SessionId::isValid, "a session id of 1 to 200 characters is needed here");
        Decision decision = switch (verb) {
            case RESOLVE -> new Decision.Resolve(response(body), reason);
            case REJECT -> new Decision.Reject(reason);
            case CANCEL -> new Decision.Cancel(reason);
        };
        if (!body.violations().isEmpty()) {
            throw new ProblemException(Problem.of(body.violations()));
        }
        return new SettleBody(
                decision,
                session == null ? null : new SessionId(session),
                () -> Fingerprint.of(verb.toString(), body, "response"));
    }

    public @Nullable Idempotency idempotency(Optional<String> key) {
        return key.map(known -> new Idempotency(known, fingerprint.get())).orElse(null);
    }

    private static Json response(Members body) {
        Json response = body.requiredValue("response");
        if (response.size() > Sizes.RESPONSE) {
            body.violations().add(Violation.tooLarge("/response", Sizes.RESPONSE));
        }
        return response;
    }
}
