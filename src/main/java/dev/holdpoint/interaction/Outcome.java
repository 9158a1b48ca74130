package dev.holdpoint.interaction;

import org.jspecify.annotations.Nullable;

/** What became of an interaction, without when and by whom. */
public sealed interface Outcome {

    Status status();

    /** The words given with it. */
    @Nullable String reason();

    /** The answer that was asked for. */
    record Resolved(Json response, @Nullable String reason) implements Outcome {
        @Override
        public Status status() {
            return Status.RESOLVED;
        }
    }

    /** Somebody refused to give one, or silence was to count as that. */
    record Rejected(@Nullable String reason) implements Outcome {
        @Override
        public Status status() {
            return Status.REJECTED;
        }
    }

    /** Nobody answered in time. */
    record Expired() implements Outcome {
        @Override
        public Status status() {
            return Status.EXPIRED;
        }

        @Override
        public @Nullable String reason() {
            return null;
        }
    }

    /** Nobody waits for an answer any more. */
    record Cancelled(@Nullable String reason) implements Outcome {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }
}
