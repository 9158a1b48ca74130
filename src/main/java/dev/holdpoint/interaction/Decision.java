package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants an interaction to settle as. It becomes its {@link Settlement} only if it wins. */
public sealed interface Decision {

    Settlement settlement(Instant decidedAt);

    /** A responder gives the answer. */
    record Resolve(Json response, @Nullable String reason) implements Decision {
        @Override
        public Settlement settlement(Instant decidedAt) {
            return new Settlement.Resolved(decidedAt, Origin.RESPONDER, response, reason);
        }
    }

    /** A responder refuses to give one. */
    record Reject(@Nullable String reason) implements Decision {
        @Override
        public Settlement settlement(Instant decidedAt) {
            return new Settlement.Rejected(decidedAt, Origin.RESPONDER, reason);
        }
    }

    /** The asker withdraws the question. */
    record Cancel(@Nullable String reason) implements Decision {
        @Override
        public Settlement settlement(Instant decidedAt) {
            return new Settlement.Cancelled(decidedAt, Origin.ASKER, reason);
        }
    }
}
