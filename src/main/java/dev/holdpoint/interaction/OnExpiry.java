package dev.holdpoint.interaction;

import java.time.Instant;

/** The default settlement: what an interaction settles as when its deadline passes. */
public sealed interface OnExpiry {

    Settlement settlement(Instant decidedAt);

    record Resolve(Json response) implements OnExpiry {
        @Override
        public Settlement settlement(Instant decidedAt) {
            return new Settlement.Resolved(decidedAt, Origin.TIMEOUT, response, null);
        }
    }

    record Reject(String reason) implements OnExpiry {
        @Override
        public Settlement settlement(Instant decidedAt) {
            return new Settlement.Rejected(decidedAt, Origin.TIMEOUT, reason);
        }
    }
}
