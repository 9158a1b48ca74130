package dev.holdpoint.rest;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Audit;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.broker.ForbiddenException;
import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Make, list and revoke tokens; make links to sign in by. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class TokensResource {

    private final Issuing issuing;
    private final SigningIn signingIn;
    private final Bodies bodies;
    private final OwnAddress own;
    private final Audit audit;

    TokensResource(Issuing issuing, SigningIn signingIn, Bodies bodies, OwnAddress own, Audit audit) {
        this.issuing = issuing;
        this.signingIn = signingIn;
        this.bodies = bodies;
        this.own = own;
        this.audit = audit;
    }

    @POST
    @Path("tokens")
    public Uni<Response> make(@Context RoutingContext context) {
        Call call = Callers.of(context);
        Requests.requireJson(context.request());
        Parameters.of(Requests.query(context.request()));
        Uni<Issued> issued = bodies.read(context.request(), json -> issuing.make(call, TokenBodies.token(json)));
        return EventLoop.backTo(issued).map(result -> {
            Issued.Token made = (Issued.Token) granted(result);
            audit.onCredential(context, call, "token-made", made.credential().id());
            return Answers.json(CredentialViews.token(made.credential(), Optional.of(made.secret())))
                    .status(201)
                    .header(
                            HttpHeaders.LOCATION,
                            own.prefix() + "/v1/tokens/" + made.credential().id())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    @GET
    @Path("tokens")
    public Uni<Response> list(@Context RoutingContext context) {
        Call call = Callers.of(context);
        Parameters.of(Requests.query(context.request()));
        ForbiddenException.checkAny(call.caller());
        return EventLoop.backTo(issuing.list(call))
                .map(tokens -> Answers.read(CredentialViews.tokens(tokens)).build());
    }

    @DELETE
    @Path("tokens/{id}")
    public Uni<Response> revoke(@PathParam("id") String id, @Context RoutingContext context) {
        Call call = Callers.of(context);
        Parameters.of(Requests.query(context.request()));
        ForbiddenException.checkAny(call.caller());
        return EventLoop.backTo(issuing.revoke(call, id)).map(isRevoked -> {
            if (!isRevoked) {
                throw new ProblemException(Kind.NOT_FOUND, "there is no such token, or not any more");
            }
            audit.onCredential(context, call, "token-revoked", id);
            return Response.noContent().build();
        });
    }

    @POST
    @Path("sign-in-links")
    public Uni<Response> invite(@Context RoutingContext context) {
        Call call = Callers.of(context);
        Requests.requireJson(context.request());
        Parameters.of(Requests.query(context.request()));
        Uni<Issued> issued =
                bodies.read(context.request(), json -> signingIn.invite(call.caller(), TokenBodies.link(json)));
        return EventLoop.backTo(issued).map(result -> {
            Issued.Link link = (Issued.Link) granted(result);
            audit.onCredential(context, call, "link-made", link.who());
            String url = own.of(context.request()) + AccessSettings.SIGN_IN_FRAGMENT + link.secret();
            return Answers.json(CredentialViews.link(url, link.expiresAt()))
                    .status(201)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    private static Issued granted(Issued result) {
        return switch (result) {
            case Issued.Refused(Violation why)
            when why.pointer().isEmpty() -> throw new ProblemException(Kind.FORBIDDEN, why.detail());
            case Issued.Refused(Violation why) ->
                throw new ProblemException(Problem.of(Kind.FORBIDDEN, "", List.of(why)));
            case Issued.Invalid(Violation why) ->
                throw new ProblemException(Problem.of(Kind.INVALID_REQUEST, "", List.of(why)));
            case Issued granted -> granted;
        };
    }
}
