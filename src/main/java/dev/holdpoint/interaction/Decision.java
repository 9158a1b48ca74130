package dev.holdpoint.interaction;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants an interaction to settle as. It becomes its {@link Settlement} only if it wins. */
public sealed interface Decision {

    Outcome outcome();

    /** Who may, has one of these; the first is what somebody lacks who has none. */
    default List<Permission> permissions() {
        return List.of(Permission.DECIDE);
    }

    default Origin origin() {
        return Origin.RESPONDER;
    }

    default Settlement settlement(Instant at, Caller by) {
        return new Settlement(at, origin(), by.identity(), outcome());
    }

    /** A responder gives the answer. */
    record Resolve(Json response, @Nullable String reason) implements Decision {
        @Override
        public Outcome outcome() {
            return new Outcome.Resolved(response, reason);
        }
    }

    /** A responder refuses to give one. */
    record Reject(@Nullable String reason) implements Decision {
        @Override
        public Outcome outcome() {
            return new Outcome.Rejected(reason);
        }
    }

    /** The asker withdraws the question. */
    record Cancel(@Nullable String reason) implements Decision {
        @Override
        public Outcome outcome() {
            return new Outcome.Cancelled(reason);
        }

        @Override
        public Origin origin() {
            return Origin.ASKER;
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.ASK, Permission.MANAGE);
        }
    }

    /** Whoever asked does not wait for the answer any more, and nobody else would. */
    record Abandon() implements Decision {
        @Override
        public Outcome outcome() {
            return new Outcome.Cancelled(null);
        }

        @Override
        public Origin origin() {
            return Origin.ASKER_LOST;
        }

        @Override
        public Settlement settlement(Instant at, Caller by) {
            return new Settlement(at, origin(), null, outcome()); // silence is nobody's decision
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.ASK);
        }
    }
}
