package dev.holdpoint.agents;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.ForbiddenException;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.Heard;
import dev.holdpoint.dialect.HookDialect;
import dev.holdpoint.dialect.HookDialects;
import dev.holdpoint.dialect.Question;
import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.IdempotencyKeys;
import dev.holdpoint.http.IdleTimeouts;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** A hook asks, and is held until it is answered. */
@Path("/v1/agents/{agent}/hook")
@Produces(MediaType.APPLICATION_JSON)
class HooksResource {

    private final Asker asker;
    private final DialectSettings settings;
    private final Bodies bodies;
    private final Holding holding;

    HooksResource(Broker broker, DialectSettings settings, Bodies bodies, Holding holding) {
        this.asker = new Asker(broker);
        this.settings = settings;
        this.bodies = bodies;
        this.holding = holding;
    }

    @POST
    public Uni<Response> hook(@PathParam("agent") String agent, @Context RoutingContext context) {
        Call call = Callers.of(context);
        HttpServerRequest request = context.request();
        Requests.requireJson(request);
        HookTerms terms = HookTerms.of(Parameters.of(Requests.query(request), "wait", "onSilence"));
        HookDialect dialect = HookDialects.of(agent, terms.onSilence())
                .orElseThrow(() -> new ProblemException(
                        Kind.NOT_FOUND, "there is no such agent here; known are " + HookDialects.KNOWN));
        ForbiddenException.check(call.caller(), Permission.ASK);
        Optional<String> key = IdempotencyKeys.of(request);
        Uni<Json> answer = bodies.read(request, body -> switch (dialect.read(StrictJson.read(body, Sizes.BODY), null)) {
            case Heard.AnsweredAtOnce(Json known) -> Uni.createFrom().item(known);
            case Question question -> ask(call, dialect, question, terms, key, request);
        });
        return EventLoop.backTo(answer)
                .map(told ->
                        Response.ok(told.text(), MediaType.APPLICATION_JSON).build());
    }

    private Uni<Json> ask(
            Call call,
            HookDialect dialect,
            Question question,
            HookTerms terms,
            Optional<String> key,
            HttpServerRequest request) {
        terms.check(dialect, question, key);
        return holding.wait(
                        call,
                        () -> heldOpen(
                                request,
                                () -> asker.ask(
                                        call.caller(),
                                        question,
                                        terms.of(settings.defaultTimeout(), key),
                                        asked -> {})))
                .map(ending -> dialect.answer(ending, question.ask()));
    }

    /** The connection stands idle for as long as this is awaited, and no longer. */
    private static <T> Uni<T> heldOpen(HttpServerRequest request, Supplier<Uni<T>> answer) {
        Runnable wakeAgain = IdleTimeouts.suspend(request);
        return Uni.createFrom().deferred(answer::get).onTermination().invoke(wakeAgain);
    }
}
