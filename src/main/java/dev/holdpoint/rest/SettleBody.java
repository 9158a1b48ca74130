package dev.holdpoint.rest;

import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of an attempt to settle. */
final class SettleBody {

    /** What may be done to an interaction. */
    enum Verb {
        RESOLVE,
        REJECT,
        CANCEL;

        private Set<String> members() {
            return this == RESOLVE ? Set.of("response", "reason", "sessionId") : Set.of("reason", "sessionId");
        }

        private Decision decision(Json response, @Nullable String reason) {
            return switch (this) {
                case RESOLVE -> new Decision.Resolve(response, reason);
                case REJECT -> new Decision.Reject(reason);
                case CANCEL -> new Decision.Cancel(reason);
            };
        }
    }

    private final Decision decision;
    private final @Nullable SessionId session;
    private final Supplier<String> fingerprint;

    private SettleBody(Decision decision, @Nullable SessionId session, Supplier<String> fingerprint) {
        this.decision = decision;
        this.session = session;
        this.fingerprint = fingerprint;
    }

    /** Reads a body, or throws all that is wrong with it. */
    static SettleBody parse(byte[] bytes, Verb verb) {
        Members body = StrictJson.readBody(bytes).limit(Sizes.BODY).allowOnly(verb.members());
        String reason = body.string("reason", text -> Text.isAtMost(Text.MAX_REASON, text), Text.REASON_SHAPE);
        String session =
                body.string("sessionId", SessionId::isValid, "a session id of 1 to 200 characters is needed here");
        Json response = body.value("response", Sizes.DATA);
        if (verb == Verb.RESOLVE && !body.has("response") && !body.isBroken()) {
            body.report("response", "missing: any JSON is needed here");
        }
        body.finish();
        return new SettleBody(
                verb.decision(response == null ? Json.EMPTY_OBJECT : response, reason),
                session == null ? null : new SessionId(session),
                () -> Fingerprint.of(verb.name().toLowerCase(Locale.ROOT), body, "response"));
    }

    SettleCommand command(InteractionId id, Optional<String> key) {
        return new SettleCommand(
                id,
                decision,
                session,
                key.map(known -> new Idempotency(known, fingerprint.get())).orElse(null));
    }
}
