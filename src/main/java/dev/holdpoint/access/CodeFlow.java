package dev.holdpoint.access;

import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.netty.util.AsciiString;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.builders.AuthenticationConfigBuilder;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with one provider, as quarkus-oidc does it: the authorization code flow with PKCE and a nonce, whose state a
 * cookie keeps on the way. Who comes back is known by the claims of the ID token. Thread-safe.
 */
final class CodeFlow {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(5);
    private static final String SIGN_IN = "/v1/sign-in/";
    private static final Logger LOG = Logger.getLogger(CodeFlow.class);

    private final ProviderSettings settings;
    private final Provider provider;
    private final OidcTenantConfig tenant;
    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;
    private final TenantConfigBean tenants;

    /**
     * @param prefix what stands before a path of ours, where that is known
     */
    CodeFlow(ProviderSettings settings, Provider provider, String prefix, Library library) {
        this.settings = settings;
        this.provider = provider;
        this.mechanism = library.mechanism();
        this.identities = library.identities();
        this.tenants = library.tenants();
        this.tenant = tenant(settings, prefix);
    }

    /** What quarkus-oidc has for it. */
    record Library(
            OidcAuthenticationMechanism mechanism, IdentityProviderManager identities, TenantConfigBean tenants) {}

    /** Where somebody goes to sign in; what they need to come back is on the answer. */
    Uni<String> begin(RoutingContext context) {
        ProviderTenants.choose(context, tenant);
        return patiently(mechanism.getChallenge(context)).map(CodeFlow::location);
    }

    /** Who came back. */
    Uni<ClaimsMapping.Mapped> end(RoutingContext context) {
        ProviderTenants.choose(context, tenant);
        return patiently(mechanism.authenticate(context, identities))
                .eventually(() -> forget(context, "q_session_"))
                .chain(identity -> known(identity, context));
    }

    /** Where whoever signed in with it signs out there too; empty where it has no such place, or does not answer. */
    Uni<Optional<String>> leave(RoutingContext context, String page) {
        ProviderTenants.choose(context, tenant);
        return patiently(mechanism.getChallenge(context)) // whatever knows the provider's places is set up by it
                .invoke(() -> forget(context, "q_auth_"))
                .map(ignored -> tenants.getDynamicTenant(id()).getOidcMetadata())
                .map(places -> Optional.ofNullable(places.getEndSessionUri())
                        .map(place -> place + (place.contains("?") ? "&" : "?") + "client_id="
                                + encoded(tenant.clientId().orElseThrow()) + "&post_logout_redirect_uri="
                                + encoded(page)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("nobody is led to sign out with '%s': %s", settings.name(), Fault.reason(failure));
                    return Optional.empty();
                });
    }

    private String id() {
        return tenant.tenantId().orElseThrow();
    }

    /** Takes off the answer, which was not sent yet, cookies in which quarkus-oidc would keep something. */
    private void forget(RoutingContext context, String name) {
        context.request().cookies().stream()
                .map(Cookie::getName)
                .filter(cookie -> cookie.startsWith(name + id()))
                .toList()
                .forEach(cookie -> context.response().removeCookies(cookie, false));
    }

    /** By what the ID token says, and by the access token where that is for us: most providers tell permissions there. */
    private Uni<ClaimsMapping.Mapped> known(@Nullable SecurityIdentity identity, RoutingContext context) {
        Optional<Jwt> shown = token(identity, IdTokenCredential.class);
        if (shown.isEmpty()) {
            return Uni.createFrom().item(new ClaimsMapping.Mapped.Unknown("nobody came back by a token that is taken"));
        }
        Map<String, Object> claims = shown.get().claims();
        return token(identity, AccessTokenCredential.class)
                .filter(access -> Objects.equals(access.claims().get("sub"), claims.get("sub")))
                .map(access -> provider.claims(access, context, identities)
                        .onFailure(UnauthenticatedException.class)
                        .recoverWithItem(Map.of()))
                .orElse(Uni.createFrom().item(Map.of()))
                .map(more -> {
                    var all = new HashMap<>(claims);
                    all.putAll(more);
                    return provider.known(all);
                });
    }

    private static Optional<Jwt> token(@Nullable SecurityIdentity identity, Class<? extends TokenCredential> kind) {
        TokenCredential found = identity == null ? null : identity.getCredential(kind);
        return found == null ? Optional.empty() : Jwt.read(found.getToken());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> Uni<T> patiently(Uni<T> asked) {
        return asked.ifNoItem()
                .after(ProviderTenants.PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> switch (Fault.of(failure)) {
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

    private static OidcTenantConfig tenant(ProviderSettings settings, String prefix) {
        ProviderSettings.Client client = settings.client().orElseThrow();
        String path = Objects.requireNonNullElse(URI.create(prefix).getPath(), "");
        AuthenticationConfigBuilder authentication = ProviderTenants.of(
                        settings, settings.name() + ".sign-in", Set.of(client.id()))
                .applicationType(ApplicationType.WEB_APP)
                .clientId(client.id())
                .authentication()
                .scopes(client.scopes())
                .pkceRequired()
                .nonceRequired()
                .redirectPath(prefix + SIGN_IN + settings.name() + "/callback")
                .restorePathAfterRedirect(false)
                .removeRedirectParameters(false)
                .failOnMissingStateParam(true)
                .cookiePath(path + SIGN_IN)
                .cookieForceSecure(prefix.startsWith("https:"))
                .stateCookieAge(ON_THE_WAY)
                .userInfoRequired(false);
        client.secret().ifPresent(secret -> authentication.stateSecret(stateSecret(settings.name(), secret)));
        OidcTenantConfigBuilder builder = authentication.end();
        client.secret().ifPresent(builder::credentials);
        return builder.build();
    }

    /** All processes that know the client's secret read what one of them sent along. */
    private static String stateSecret(String name, String secret) {
        return Secret.hashOf("state of " + name + " " + secret);
    }
}
