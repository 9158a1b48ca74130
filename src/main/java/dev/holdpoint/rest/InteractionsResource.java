package dev.holdpoint.rest;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.AskResult;
import dev.holdpoint.broker.Asking;
import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Settling;
import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.IdempotencyKeys;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.wire.AskBody;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Refusals;
import dev.holdpoint.wire.SettleBody;
import dev.holdpoint.wire.SettleBody.Verb;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Ask, await, settle; {@link Listing} lists. */
@Path("/v1/interactions")
@Produces(MediaType.APPLICATION_JSON)
class InteractionsResource {

    private final Asking asking;
    private final Settling settling;
    private final Reading reading;
    private final RestSettings settings;
    private final Bodies bodies;
    private final Holding holding;
    private final OwnAddress own;

    InteractionsResource(Broker broker, RestSettings settings, Bodies bodies, Holding holding, OwnAddress own) {
        this.asking = broker.asking();
        this.settling = broker.settling();
        this.reading = broker.reading();
        this.settings = settings;
        this.bodies = bodies;
        this.holding = holding;
        this.own = own;
    }

    @POST
    public Uni<Response> ask(@Context RoutingContext context) {
        Call call = Callers.of(context);
        HttpServerRequest request = context.request();
        Requests.requireJson(request);
        Optional<Long> wait = Waits.of(request, settings.maxWait());
        Optional<String> key = IdempotencyKeys.of(request);
        Caller caller = call.caller();
        Uni<AskResult> asked = held(
                call,
                wait,
                () -> bodies.read(request, json -> {
                    AskBody body = AskBody.parse(json, settings.defaultTimeout());
                    return asking.ask(caller, body.ask(), body.idempotency(key), Waits.duration(wait));
                }));
        return EventLoop.backTo(asked).map(result -> Answers.asked(result, wait, own.prefix()));
    }

    @GET
    @Path("{id}")
    public Uni<Response> await(@PathParam("id") String id, @Context RoutingContext context) {
        Call call = Callers.of(context);
        HttpServerRequest request = context.request();
        Optional<Long> asked = Waits.of(request, settings.maxWait());
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        Optional<Long> wait = asked.filter(seconds -> !isHead);
        var found = held(call, wait, () -> reading.await(call.caller(), known(id), Waits.duration(wait)));
        return EventLoop.backTo(found)
                .map(seen -> seen.orElseThrow(Refusals::unknown))
                .map(interaction -> answer(interaction, request, wait));
    }

    @POST
    @Path("{id}/{verb: resolve|reject|cancel}")
    public Uni<Response> settle(
            @PathParam("id") String id, @PathParam("verb") String verb, @Context RoutingContext context) {
        Caller caller = Callers.of(context).caller();
        HttpServerRequest request = context.request();
        Requests.requireJson(request);
        Parameters.of(Requests.query(request));
        Optional<String> key = IdempotencyKeys.of(request);
        Uni<SettleResult> settled = bodies.read(request, json -> {
            SettleBody body = SettleBody.parse(json, Verb.of(verb));
            return settling.settle(
                    caller, new Attempt(known(id), body.decision(), body.session(), body.idempotency(key)));
        });
        return EventLoop.backTo(settled).map(Answers::settled);
    }

    private <T> Uni<T> held(Call call, Optional<Long> wait, Supplier<Uni<T>> answer) {
        return wait.orElse(0L) > 0 ? holding.wait(call, answer) : answer.get();
    }

    private static InteractionId known(String id) {
        return InteractionId.parse(id).orElseThrow(Refusals::unknown);
    }

    private static Response answer(Interaction interaction, HttpServerRequest request, Optional<Long> wait) {
        String tag = EntityTags.of(interaction);
        boolean isKnown = EntityTags.match(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), tag);
        var answer = isKnown
                ? Response.notModified().header(HttpHeaders.CACHE_CONTROL, "no-cache")
                : Answers.read(InteractionView.encode(interaction));
        Answers.applied(answer, wait);
        return answer.header(HttpHeaders.ETAG, tag).build();
    }
}
