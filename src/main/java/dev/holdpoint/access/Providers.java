package dev.holdpoint.access;

import dev.holdpoint.access.Recognised.Why;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The OpenID providers whose tokens are taken. Without one, nothing of them is set up. Thread-safe. */
@ApplicationScoped
class Providers {

    private static final int ID = 32;

    /** The last second that can be written as a time. */
    private static final long LAST = 253_402_300_799L;

    private final Map<String, Provider> byIssuer;
    private final Instance<IdentityProviderManager> identities;
    private final InstantSource clock;

    Providers(
            AccessSettings settings,
            Instance<IdentityProviderManager> identities,
            Instance<TlsConfigurationRegistry> tls,
            InstantSource clock) {
        settings.providers().stream()
                .filter(one -> one.authority().isPresent())
                .forEach(one -> Authority.register(one, tls.get()));
        this.byIssuer = settings.providers().stream()
                .collect(Collectors.toUnmodifiableMap(one -> one.issuer().toString(), one -> new Provider(one, clock)));
        this.identities = identities;
        this.clock = clock;
    }

    /** The one whose tokens name this issuer. */
    Provider of(ProviderSettings settings) {
        return Objects.requireNonNull(byIssuer.get(settings.issuer().toString()));
    }

    /** Whether what was shown is for a provider to judge. */
    boolean isTheirs(String shown) {
        return !byIssuer.isEmpty() && Jwt.isShaped(shown);
    }

    /**
     * Who shows a token. It fails with an {@link UnauthenticatedException} for a wrong one, and with a {@link
     * ProblemException} where somebody has no place here or the provider is away.
     */
    Uni<Call> recognise(String shown, RoutingContext context) {
        Optional<Jwt> read = Jwt.read(shown);
        Optional<Provider> provider = read.map(jwt -> jwt.claims().get("iss"))
                .filter(String.class::isInstance)
                .flatMap(issuer -> Optional.ofNullable(byIssuer.get((String) issuer)));
        if (read.isEmpty() || provider.isEmpty()) {
            return Uni.createFrom().failure(UnauthenticatedException.wrong(Why.OF_NO_PROVIDER));
        }
        Jwt jwt = read.get();
        return provider.get().recognise(jwt, context, identities.get()).map(mapped -> call(jwt, mapped));
    }

    private Call call(Jwt jwt, ClaimsMapping.Mapped mapped) {
        return switch (mapped) {
            case ClaimsMapping.Mapped.Known(var caller) ->
                new Call(caller, new ProviderToken(Secret.hashOf(jwt.text()).substring(0, ID), end(jwt)));
            case ClaimsMapping.Mapped.Unknown _ -> throw UnauthenticatedException.wrong(Why.UNVERIFIED);
            case ClaimsMapping.Mapped.Refused(String why) -> throw new ProblemException(Kind.FORBIDDEN, why);
        };
    }

    /** When what is held for it ends: with the token, or where only the leeway lets it in, with that. */
    private Instant end(Jwt jwt) {
        Long seconds = jwt.end();
        Instant end = Instant.ofEpochSecond(Math.clamp(seconds == null ? 0 : seconds, 0, LAST));
        return clock.instant().isBefore(end) ? end : end.plus(ProviderTenants.LEEWAY);
    }
}
