package dev.holdpoint.access;

import dev.holdpoint.interaction.Family;
import java.time.Duration;
import java.time.Instant;

/**
 * What whoever signs in is known by from then on.
 *
 * @param hash of its secret
 * @param lasts how long it is good, at most
 */
public record NewSession(String hash, String id, String ending, Duration lasts) {

    public Credential of(Invitation invitation, Instant now) {
        return new Credential(
                id,
                invitation.kind(),
                "",
                invitation.tenant(),
                invitation.identity(),
                new Family(invitation.identity().id()),
                0,
                null,
                invitation.grant(),
                now,
                null,
                now.plus(lasts),
                now,
                ending);
    }
}
