package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How people come by a session: by a link that is good once (HTTP contract on callers, section 6). Thread-safe. */
public final class SigningIn {

    /** Whoever runs the service on their machine. */
    static final Identity LOCAL = new Identity("person:local", Identity.Kind.PERSON, "local");

    /** How often an address may try a link in a minute that is none. */
    private static final int FAILURES = 20;

    private static final Grant OF_LOCAL = new Grant(Set.of(Permission.DECIDE, Permission.MANAGE), Limits.NONE, false);

    private final SignIns signIns;
    private final Tokens tokens;
    private final Recognition recognition;
    private final InstantSource clock;
    private final Duration lasts;
    private final Rates failures = new Rates(FAILURES);

    /**
     * @param lasts how long somebody is known who signed in, at most
     */
    public SigningIn(SignIns signIns, Tokens tokens, Recognition recognition, InstantSource clock, Duration lasts) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.recognition = recognition;
        this.clock = clock;
        this.lasts = lasts;
    }

    /** Makes a link for somebody; whoever may manage a tenant may. */
    public Uni<Issued> invite(Caller by, TokenRequest asked) {
        if (!by.may(Permission.MANAGE)) {
            return Uni.createFrom()
                    .item(new Issued.Refused(
                            new Violation("", "making links needs the permission '" + Permission.MANAGE + "'")));
        }
        if (asked.permissions() == null) {
            return Uni.createFrom().item(Issuing.missingPermissions());
        }
        var limits = new Limits(
                Objects.requireNonNullElse(asked.sessions(), Set.of()),
                Objects.requireNonNullElse(asked.types(), Set.of()));
        var grant = new Grant(asked.permissions(), limits, !limits.sessions().isEmpty());
        return invite(Credential.Kind.LINK, by.tenant(), Issuing.person(asked.name()), grant, AccessSettings.LINK)
                .map(link -> link);
    }

    /** Makes the link for whoever runs the service. */
    public Uni<Issued.Link> inviteLocal() {
        return invite(Credential.Kind.LINK, Tenant.DEFAULT, LOCAL, OF_LOCAL, AccessSettings.FIRST_LINK);
    }

    /** Makes the link for somebody whom a provider knows. */
    Uni<Issued.Link> invite(Caller known) {
        Identity identity = Objects.requireNonNull(known.identity());
        return invite(Credential.Kind.PROVIDER, known.tenant(), identity, known.grant(), AccessSettings.REDIRECT);
    }

    /** Somebody who signed in, and the secret that they are known by from then on. */
    public record SignedIn(Credential credential, String secret) {}

    /**
     * Takes a link; of many who try one is signed in.
     *
     * @param address where it is tried from
     * @throws ProblemException where that failed too often of late
     * @throws UnauthenticatedException (as failure) where it is none, was taken, or is too old
     */
    public Uni<SignedIn> signIn(String link, String address) {
        long wait = failures.secondsUntilFree(address);
        if (wait > 0) {
            throw new ProblemException(
                    Problem.of(Kind.RATE_LIMITED, "too many links that are none were tried from this address", wait));
        }
        return redeem(link)
                .map(signedIn -> signedIn.orElseThrow(() -> {
                    failures.secondsToWait(address);
                    return UnauthenticatedException.wrongLink();
                }));
    }

    private Uni<Optional<SignedIn>> redeem(String link) {
        if (!Secret.isWhole(link)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Secret secret = Secret.make(Secret.Kind.SESSION);
        var session = new NewSession(secret.hash(), Secret.id(), secret.ending(), lasts);
        return signIns.redeem(new Secret(link).hash(), session)
                .map(signedIn -> signedIn.map(credential -> new SignedIn(credential, secret.text())));
    }

    /** Nobody is known by the session any more. */
    public Uni<Void> signOut(Credential session) {
        return tokens.revoke(session.tenant(), session.id())
                .invoke(recognition::onRevoked)
                .replaceWithVoid();
    }

    private Uni<Issued.Link> invite(Credential.Kind kind, Tenant tenant, Identity who, Grant grant, Duration good) {
        Secret secret = Secret.make(Secret.Kind.LINK);
        Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(good);
        return signIns.invite(new Invitation(secret.hash(), kind, tenant, who, grant, end))
                .replaceWith(new Issued.Link(who.id(), secret.text(), end));
    }
}
