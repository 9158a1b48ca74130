package dev.holdpoint.access;

import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Tenant;
import java.time.Duration;
import java.time.Instant;

/** Tokens of the past. */
final class Expired {

    private Expired() {}

    /** One that was good until a second ago. */
    static String token(Tokens tokens) {
        Secret secret = Secret.make(Secret.Kind.DECIDER);
        String id = Secret.id();
        Instant now = Instant.now();
        tokens.make(new NewCredential(
                        secret.hash(),
                        new Credential(
                                id,
                                Credential.Kind.TOKEN,
                                "expired",
                                Tenant.DEFAULT,
                                new Identity("token:" + id, Identity.Kind.SERVICE, null),
                                new Family("token:" + id),
                                0,
                                null,
                                Grant.EVERYTHING,
                                now.minus(Duration.ofHours(1)),
                                null,
                                now.minusSeconds(1),
                                null,
                                secret.ending())))
                .await()
                .indefinitely();
        return secret.text();
    }
}
