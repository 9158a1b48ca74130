package dev.holdpoint.interaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an interaction ended. An interaction gets at most one, and it never changes. */
public sealed interface Settlement {

    /** When the settlement was stored, in whole milliseconds. */
    Instant decidedAt();

    Origin origin();

    /** The words given with it. */
    default @Nullable String reason() {
        return null;
    }

    Status status();

    record Resolved(
            Instant decidedAt,
            Origin origin,
            Json response,
            @Nullable String reason) implements Settlement {
        @Override
        public Status status() {
            return Status.RESOLVED;
        }
    }

    record Rejected(
            Instant decidedAt, Origin origin, @Nullable String reason) implements Settlement {
        @Override
        public Status status() {
            return Status.REJECTED;
        }
    }

    record Expired(Instant decidedAt) implements Settlement {
        @Override
        public Origin origin() {
            return Origin.TIMEOUT;
        }

        @Override
        public Status status() {
            return Status.EXPIRED;
        }
    }

    record Cancelled(
            Instant decidedAt, Origin origin, @Nullable String reason) implements Settlement {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }
}
