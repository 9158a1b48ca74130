package dev.holdpoint.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What keeps links to sign in by; durable as {@link Tokens} are. */
public interface SignIns {

    Uni<Void> invite(Invitation invitation);

    /**
     * Takes a link, and keeps the credential of whoever signed in by it, in one transaction: of many who try only one succeeds.
     * Empty where there is no such link, it was taken, or is too old.
     */
    Uni<Optional<Credential>> redeem(String hash, NewSession session);

    /** Whether anybody holds a credential. */
    Uni<Boolean> isAnybodyKnown();
}
