package dev.holdpoint.access;

import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.identity.IdentityProviderManager;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How people come by a link to sign in by from a provider that knows them (HTTP contract on callers, section 6). Without
 * such a provider, nothing of it is set up. Thread-safe.
 */
@ApplicationScoped
public class ProviderSignIn {

    private final Map<String, CodeFlow> flows = new TreeMap<>();
    private final SigningIn signingIn;

    ProviderSignIn(
            AccessSettings settings,
            Providers providers,
            OwnAddress own,
            SigningIn signingIn,
            Instance<OidcAuthenticationMechanism> mechanism,
            Instance<IdentityProviderManager> identities,
            Instance<TenantConfigBean> tenants) {
        this.signingIn = signingIn;
        settings.providers().stream()
                .filter(one -> one.client().isPresent())
                .forEach(one -> flows.put(
                        one.name(),
                        new CodeFlow(
                                one,
                                providers.of(one),
                                own.prefix(),
                                new CodeFlow.Library(mechanism.get(), identities.get(), tenants.get()))));
    }

    /** The names of those that people can sign in with, in order. */
    public List<String> names() {
        return List.copyOf(flows.keySet());
    }

    /**
     * Where somebody goes to sign in.
     *
     * @throws ProblemException where there is no such provider
     */
    public Uni<String> begin(String provider, RoutingContext context) {
        return flow(provider).begin(context);
    }

    /**
     * A link for whoever comes back, which is good once and soon is not.
     *
     * @throws ProblemException where there is no such provider
     * @throws UnauthenticatedException (as failure) where nobody is known by what they come with
     */
    public Uni<Issued.Link> end(String provider, RoutingContext context) {
        return flow(provider).end(context).chain(mapped -> switch (mapped) {
            case ClaimsMapping.Mapped.Known(var caller) -> signingIn.invite(caller);
            case ClaimsMapping.Mapped.Unknown _ -> throw UnauthenticatedException.wrongSignIn();
            case ClaimsMapping.Mapped.Refused(String why) -> throw new ProblemException(Kind.FORBIDDEN, why);
        });
    }

    /**
     * Where a browser goes to sign out at the provider that somebody signed in with, too; empty where there is no such place.
     *
     * @param page where it comes back to
     */
    public Uni<Optional<String>> leave(Credential session, RoutingContext context, String page) {
        String id = session.identity().id();
        CodeFlow flow = session.kind() == Credential.Kind.PROVIDER ? flows.get(id.substring(0, id.indexOf(':'))) : null;
        return flow == null ? Uni.createFrom().item(Optional.empty()) : flow.leave(context, page);
    }

    private CodeFlow flow(String provider) {
        CodeFlow flow = flows.get(provider);
        if (flow == null) {
            throw new ProblemException(Kind.NOT_FOUND, "nobody signs in with a provider of this name");
        }
        return flow;
    }
}
