package dev.holdpoint.access;

import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
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
            OwnAddress own,
            SigningIn signingIn,
            Instance<OidcAuthenticationMechanism> mechanism,
            Instance<IdentityProviderManager> identities) {
        this.signingIn = signingIn;
        settings.providers()
                .forEach(one -> one.client()
                        .ifPresent(client -> flows.put(
                                one.name(),
                                new CodeFlow(one, client, own.prefix(), mechanism.get(), identities.get()))));
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

    private CodeFlow flow(String provider) {
        CodeFlow flow = flows.get(provider);
        if (flow == null) {
            throw new ProblemException(Kind.NOT_FOUND, "nobody signs in with a provider of this name");
        }
        return flow;
    }
}
