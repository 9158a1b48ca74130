package dev.holdpoint.rest;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Audit;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Entrance;
import dev.holdpoint.access.ProviderSignIn;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.access.UnauthenticatedException;
import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Sign in by a link, sign out, and who one is. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class SignInResource {

    private static final String CLEARED =
            RawProblems.SESSION_COOKIE + "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0";

    private final SigningIn signingIn;
    private final Entrance entrance;
    private final ProviderSignIn providers;
    private final AccessSettings settings;
    private final Bodies bodies;
    private final OwnAddress own;
    private final Audit audit;

    SignInResource(
            SigningIn signingIn,
            Entrance entrance,
            ProviderSignIn providers,
            AccessSettings settings,
            Bodies bodies,
            OwnAddress own,
            Audit audit) {
        this.signingIn = signingIn;
        this.entrance = entrance;
        this.providers = providers;
        this.settings = settings;
        this.bodies = bodies;
        this.own = own;
        this.audit = audit;
    }

    @POST
    @Path("sign-in")
    public Uni<Response> signIn(@Context RoutingContext context) {
        Requests.requireJson(context.request());
        Parameters.of(Requests.query(context.request()));
        String address = String.valueOf(context.request().remoteAddress().hostAddress());
        Uni<SigningIn.SignedIn> signedIn =
                bodies.read(context.request(), json -> signingIn.signIn(TokenBodies.secret(json), address));
        return EventLoop.backTo(signedIn).map(known -> {
            audit.onSession(context, "signed-in", known.credential());
            boolean isSecure = own.isSecure(context.request());
            Call call = new Call(known.credential().caller(), known.credential());
            byte[] me = CredentialViews.me(
                    call, settings.mode(), isSecure ? Optional.empty() : Optional.of(known.secret()));
            var answer = Answers.json(me).header(HttpHeaders.CACHE_CONTROL, "no-store");
            return isSecure
                    ? answer.header(HttpHeaders.SET_COOKIE, cookie(known.secret()))
                            .build()
                    : answer.build();
        });
    }

    @POST
    @Path("sign-out")
    public Uni<Response> signOut(@Context RoutingContext context) {
        Requests.requireJson(context.request());
        Parameters.of(Requests.query(context.request()));
        Uni<Optional<String>> signedOut = bodies.read(context.request(), json -> {
            TokenBodies.empty(json);
            return entrance.credentialOf(context.request())
                    .chain(shown -> shown.isEmpty() || shown.get().isToken()
                            ? Uni.createFrom().item(Optional.<String>empty())
                            : signOut(shown.get(), context));
        });
        return EventLoop.backTo(signedOut).map(elsewhere -> {
            var answer = Response.noContent();
            elsewhere.ifPresent(place -> answer.header(HttpHeaders.LOCATION, place));
            return own.isSecure(context.request())
                    ? answer.header(HttpHeaders.SET_COOKIE, CLEARED).build()
                    : answer.build();
        });
    }

    private Uni<Optional<String>> signOut(Credential session, RoutingContext context) {
        audit.onSession(context, "signed-out", session);
        return signingIn.signOut(session).chain(() -> providers.leave(session, context, own.of(context.request())));
    }

    /** Whoever is not known learns how to become it. */
    @GET
    @Path("me")
    public Uni<Response> me(@Context RoutingContext context) {
        Parameters.of(Requests.query(context.request()));
        try {
            byte[] me = CredentialViews.me(Callers.of(context), settings.mode(), Optional.empty());
            return Uni.createFrom().item(Answers.read(me).build());
        } catch (UnauthenticatedException unknown) {
            return Uni.createFrom().item(unknown(context, String.valueOf(unknown.getMessage())));
        }
    }

    private Response unknown(RoutingContext context, String why) {
        Problem problem = Problem.of(Kind.UNAUTHENTICATED, why);
        context.put(RawProblems.PROBLEM, problem);
        var answer = Response.status(401)
                .type(Problem.MEDIA_TYPE)
                .entity(problem.encode(Requests.path(context.request()), json -> {
                    json.writeStringField("access", settings.mode().toString());
                    json.writeArrayFieldStart("providers");
                    for (String name : providers.names()) {
                        json.writeStartObject();
                        json.writeStringField("name", name);
                        json.writeStringField("href", "v1/sign-in/" + name);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }));
        RawProblems.headers(problem, context.request()).forEach(answer::header);
        return answer.build();
    }

    private String cookie(String secret) {
        return RawProblems.SESSION_COOKIE + "=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age="
                + settings.sessionMax().toSeconds();
    }
}
