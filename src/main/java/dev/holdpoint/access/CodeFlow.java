package dev.holdpoint.access;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.netty.util.AsciiString;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with one provider, as quarkus-oidc does it: the authorization code flow with PKCE and a nonce, whose state a
 * cookie keeps on the way. Who comes back is known by the claims of the ID token. Thread-safe.
 */
final class CodeFlow {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SIGN_IN = "/v1/sign-in/";
    private static final Logger LOG = Logger.getLogger(CodeFlow.class);

    private final ProviderSettings settings;
    private final ClaimsMapping mapping;
    private final OidcTenantConfig tenant;
    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;

    /**
     * @param prefix what stands before a path of ours, where that is known
     */
    CodeFlow(
            ProviderSettings settings,
            ProviderSettings.Client client,
            String prefix,
            OidcAuthenticationMechanism mechanism,
            IdentityProviderManager identities) {
        this.settings = settings;
        this.mapping = new ClaimsMapping(settings);
        this.mechanism = mechanism;
        this.identities = identities;
        this.tenant = tenant(settings, client, prefix);
    }

    /** Where somebody goes to sign in; what they need to come back is on the answer. */
    Uni<String> begin(RoutingContext context) {
        ProviderTenants.choose(context, tenant);
        return patiently(mechanism.getChallenge(context)).map(CodeFlow::location);
    }

    /** Who came back. */
    Uni<ClaimsMapping.Mapped> end(RoutingContext context) {
        ProviderTenants.choose(context, tenant);
        return patiently(mechanism.authenticate(context, identities))
                .map(this::mapped)
                .eventually(() -> forgetSession(context));
    }

    /** Takes off the answer, which was not sent yet, the cookie in which quarkus-oidc would keep a session. */
    private void forgetSession(RoutingContext context) {
        context.response().removeCookies("q_session_" + tenant.tenantId().orElseThrow(), false);
    }

    private ClaimsMapping.Mapped mapped(@Nullable SecurityIdentity identity) {
        IdTokenCredential shown = identity == null ? null : identity.getCredential(IdTokenCredential.class);
        return shown == null
                ? new ClaimsMapping.Mapped.Unknown("nobody came back from the provider")
                : Jwt.read(shown.getToken())
                        .map(jwt -> mapping.of(jwt.claims()))
                        .orElse(new ClaimsMapping.Mapped.Unknown("the ID token is signed in a way that is not taken"));
    }

    private <T> Uni<T> patiently(Uni<T> asked) {
        return asked.ifNoItem().after(PATIENCE).fail().onFailure().transform(failure -> switch (Fault.of(failure)) {
            case TOKEN, KEY -> {
                LOG.infof("nobody is signed in with '%s': %s", settings.name(), Fault.reason(failure));
                yield UnauthenticatedException.wrongSignIn();
            }
            case PROVIDER -> {
                LOG.warnf("the provider '%s' cannot be reached: %s", settings.name(), Fault.reason(failure));
                yield new ProblemException(Problem.of(
                        Kind.IDENTITY_UNAVAILABLE,
                        "the provider '" + settings.name() + "' cannot be asked who signs in at the moment"));
            }
            case DEFECT -> failure;
        });
    }

    private static String location(ChallengeData challenge) {
        return challenge.getHeaders().entrySet().stream()
                .filter(header -> AsciiString.contentEqualsIgnoreCase(header.getKey(), "location"))
                .map(header -> header.getValue().toString())
                .findFirst()
                .orElseThrow(UnauthenticatedException::wrongSignIn);
    }

    private static OidcTenantConfig tenant(ProviderSettings settings, ProviderSettings.Client client, String prefix) {
        String path = Objects.requireNonNullElse(URI.create(prefix).getPath(), "");
        var builder = OidcTenantConfig.authServerUrl(settings.issuer().toString())
                .tenantId(settings.name() + ".sign-in")
                .applicationType(ApplicationType.WEB_APP)
                .clientId(client.id())
                .connectionTimeout(PATIENCE)
                .token()
                .issuer(settings.issuer().toString())
                .audience(client.id())
                .subjectRequired()
                .lifespanGrace((int) Provider.LEEWAY.toSeconds())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .authentication()
                .scopes("profile")
                .pkceRequired()
                .nonceRequired()
                .redirectPath(prefix + SIGN_IN + settings.name() + "/callback")
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .failOnMissingStateParam(true)
                .cookiePath(path + SIGN_IN)
                .cookieForceSecure(prefix.startsWith("https:"))
                .stateCookieAge(ON_THE_WAY)
                .userInfoRequired(false)
                .end();
        client.secret().ifPresent(builder::credentials);
        return builder.build();
    }
}
