package dev.holdpoint.access;

import dev.holdpoint.interaction.Violation;
import java.time.Instant;

/** What became of a wish for a credential. */
public sealed interface Issued {

    /**
     * It was made.
     *
     * @param secret told this once
     */
    record Token(Credential credential, String secret) implements Issued {}

    /**
     * A link was made to sign in by.
     *
     * @param who signs in by it
     * @param secret told this once
     */
    record Link(String who, String secret, Instant expiresAt) implements Issued {}

    /** The caller may not have that; {@code why} names the member that goes too far, where it is one. */
    record Refused(Violation why) implements Issued {}

    /** Something is missing. */
    record Invalid(Violation why) implements Issued {}
}
