package dev.holdpoint.rest;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.ProviderSignIn;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Sign in with a provider: browsers are sent to it, and come back with what they are known by. */
@Path("/v1/sign-in/{provider}")
class ProviderSignInResource {

    /** The page, from below it: it is not known what stands before our paths. */
    private static final String UP = "../";

    private static final String PAGE = UP.repeat(2);

    /** Tells the page why nobody was signed in: a problem's name. */
    private static final String REFUSED = "#sign-in-refused=";

    private final ProviderSignIn providers;

    ProviderSignInResource(ProviderSignIn providers) {
        this.providers = providers;
    }

    @GET
    public Uni<Response> begin(@PathParam("provider") String provider, @Context RoutingContext context) {
        Parameters.of(Requests.query(context.request()));
        return answer(() -> providers.begin(provider, context), context, PAGE);
    }

    /** What stands in its query is the provider's: it is not for us to say which parameters there are. */
    @GET
    @Path("callback")
    public Uni<Response> end(@PathParam("provider") String provider, @Context RoutingContext context) {
        return answer(
                () -> providers
                        .end(provider, context)
                        .map(link -> UP + PAGE + AccessSettings.SIGN_IN_FRAGMENT + link.secret()),
                context,
                UP + PAGE);
    }

    /** Whoever comes by a browser is told by the page what became of it. */
    private static Uni<Response> answer(Supplier<Uni<String>> location, RoutingContext context, String page) {
        Uni<Response> answered =
                Uni.createFrom().<String>deferred(location::get).map(ProviderSignInResource::redirect);
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean isBrowser = accepted != null && accepted.contains(MediaType.TEXT_HTML);
        return EventLoop.backTo(
                isBrowser
                        ? answered.onFailure()
                                .recoverWithItem(
                                        failure -> refused(RawProblems.of(failure, context.request()), context, page))
                        : answered);
    }

    private static Response refused(Problem problem, RoutingContext context, String page) {
        context.put(RawProblems.PROBLEM, problem);
        return redirect(page + REFUSED + problem.kind().slug());
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
