package dev.holdpoint.access;

import dev.holdpoint.access.Recognised.Why;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One OpenID provider, as quarkus-oidc verifies its tokens. Tokens of keys that are known need nobody else. Those of others
 * take turns, so that the first one learns the provider's keys and the next find them; while the provider cannot be reached
 * they are refused for that, and never taken for wrong. Thread-safe.
 */
final class Provider {

    /** How long nobody tries again where the provider could not be reached. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final int KEYS = 100;
    private static final Logger LOG = Logger.getLogger(Provider.class);

    private final ProviderSettings settings;
    private final ClaimsMapping mapping;
    private final OidcTenantConfig tenant;
    private final InstantSource clock;

    /** The keys that a token was verified with here. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Ends when it is the next one's turn. */
    private final AtomicReference<CompletableFuture<@Nullable Void>> turn =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    private volatile Instant unreachedAt = Instant.MIN;

    Provider(ProviderSettings settings, InstantSource clock) {
        this.settings = settings;
        this.mapping = new ClaimsMapping(settings);
        this.clock = clock;
        this.tenant = tenant(settings);
    }

    String name() {
        return settings.name();
    }

    /** Who somebody is by a token; it fails as {@link #claims} does. */
    Uni<ClaimsMapping.Mapped> recognise(Jwt jwt, RoutingContext context, IdentityProviderManager identities) {
        return claims(jwt, context, identities).map(this::known);
    }

    /** Who somebody is by claims that were checked. */
    ClaimsMapping.Mapped known(Map<String, Object> claims) {
        return mapping.of(claims);
    }

    /** What a token says; it fails where that is not to be believed, or the provider is needed and away. */
    Uni<Map<String, Object>> claims(Jwt jwt, RoutingContext context, IdentityProviderManager identities) {
        Uni<Map<String, Object>> verified = Uni.createFrom()
                .deferred(() -> verify(jwt, context, identities))
                .map(ignored -> jwt.claims());
        return known.contains(jwt.key())
                ? verified
                : inTurn(verified, context.vertx().getOrCreateContext());
    }

    private Uni<?> verify(Jwt jwt, RoutingContext context, IdentityProviderManager identities) {
        boolean isKnown = known.contains(jwt.key());
        if (!isKnown && wasUnreached(REST)) {
            return Uni.createFrom().failure(unavailable());
        }
        var request = new TokenAuthenticationRequest(new AccessTokenCredential(jwt.text()));
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        ProviderTenants.choose(context, tenant);
        return identities
                .authenticate(request)
                .ifNoItem()
                .after(ProviderTenants.PATIENCE)
                .fail()
                .invoke(ignored -> onVerified(jwt))
                .onFailure()
                .transform(this::judged);
    }

    private void onVerified(Jwt jwt) {
        if (known.size() >= KEYS) {
            known.clear();
        }
        known.add(jwt.key());
    }

    private Throwable judged(Throwable failure) {
        return switch (Fault.of(failure)) {
            case KEY ->
                wasUnreached(ProviderTenants.BETWEEN_FETCHES)
                        ? unavailable()
                        : UnauthenticatedException.wrong(Why.UNVERIFIED);
            case TOKEN -> {
                LOG.debugf("a token of '%s' is wrong: %s", name(), Fault.reason(failure));
                yield UnauthenticatedException.wrong(Why.UNVERIFIED);
            }
            case PROVIDER -> {
                unreachedAt = clock.instant();
                LOG.warnf("the provider '%s' cannot be reached: %s", name(), Fault.reason(failure));
                yield unavailable();
            }
            case DEFECT -> failure;
        };
    }

    private boolean wasUnreached(Duration within) {
        return clock.instant().isBefore(unreachedAt.plus(within));
    }

    private ProblemException unavailable() {
        return new ProblemException(Problem.of(
                Kind.IDENTITY_UNAVAILABLE,
                "the provider '" + name() + "' cannot be asked about the token at the moment",
                REST.toSeconds()));
    }

    /** After those that came before it; on the request's event loop, so that none runs inside the one before it. */
    private <T> Uni<T> inTurn(Uni<T> verified, Context loop) {
        return Uni.createFrom().deferred(() -> {
            var mine = new CompletableFuture<@Nullable Void>();
            return Uni.createFrom()
                    .completionStage(turn.getAndSet(mine))
                    .emitOn(task -> loop.runOnContext(ignored -> task.run()))
                    .chain(() -> verified)
                    .onTermination()
                    .invoke(() -> mine.complete(null));
        });
    }

    private static OidcTenantConfig tenant(ProviderSettings settings) {
        return ProviderTenants.of(settings, settings.name(), settings.audience())
                .clientId(settings.client().map(ProviderSettings.Client::id).orElse(settings.name()))
                .build();
    }
}
