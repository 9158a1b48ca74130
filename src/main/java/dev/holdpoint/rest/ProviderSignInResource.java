package dev.holdpoint.rest;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.ProviderSignIn;
import dev.holdpoint.http.Requests;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Sign in with a provider: browsers are sent to it, and come back with what they are known by. */
@Path("/v1/sign-in/{provider}")
class ProviderSignInResource {

    /** The page, from where somebody comes back to; it is not known what stands before our paths. */
    private static final String PAGE = "../../../";

    private final ProviderSignIn providers;

    ProviderSignInResource(ProviderSignIn providers) {
        this.providers = providers;
    }

    @GET
    public Uni<Response> begin(@PathParam("provider") String provider, @Context RoutingContext context) {
        Parameters.of(Requests.query(context.request()));
        return EventLoop.backTo(providers.begin(provider, context)).map(ProviderSignInResource::redirect);
    }

    /** What stands in its query is the provider's: it is not for us to say which parameters there are. */
    @GET
    @Path("callback")
    public Uni<Response> end(@PathParam("provider") String provider, @Context RoutingContext context) {
        return EventLoop.backTo(providers.end(provider, context))
                .map(link -> redirect(PAGE + AccessSettings.SIGN_IN_FRAGMENT + link.secret()));
    }

    /** As it is said: the framework would make an address of its own of one that is relative. */
    private static Response redirect(String location) {
        return Response.status(303)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
