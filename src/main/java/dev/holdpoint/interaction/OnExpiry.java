package dev.holdpoint.interaction;

/** The default settlement: what an interaction settles as when its deadline passes. */
public sealed interface OnExpiry {

    Outcome outcome();

    record Resolve(Json response) implements OnExpiry {
        @Override
        public Outcome outcome() {
            return new Outcome.Resolved(response, null);
        }
    }

    record Reject(String reason) implements OnExpiry {
        @Override
        public Outcome outcome() {
            return new Outcome.Rejected(reason);
        }
    }
}
