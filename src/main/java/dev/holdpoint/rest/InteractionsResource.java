package dev.holdpoint.rest;

import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.rest.SettleBody.Verb;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Ask, await, settle, list. */
@Path("/v1/interactions")
@Produces(MediaType.APPLICATION_JSON)
class InteractionsResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final Interactions interactions;
    private final RestSettings settings;

    InteractionsResource(Interactions interactions, RestSettings settings) {
        this.interactions = interactions;
        this.settings = settings;
    }

    @POST
    public Uni<Response> ask(byte[] bytes, @Context HttpServerRequest request) {
        byte[] body = Requests.json(request, bytes);
        Optional<Long> wait = wait(Parameters.of(Requests.query(request), "wait"), request);
        Optional<String> key = IdempotencyKeys.parse(request.headers().getAll(IdempotencyKeys.HEADER));
        var parsed = AskBody.parse(body, settings.defaultTimeout());
        return EventLoop.backTo(interactions.ask(parsed.ask(), parsed.idempotency(key), Waits.duration(wait)))
                .map(result -> AskAnswers.of(result, wait));
    }

    @GET
    @Path("{id}")
    public Uni<Response> await(@PathParam("id") String id, @Context HttpServerRequest request) {
        Optional<Long> wait = wait(Parameters.of(Requests.query(request), "wait"), request);
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        Duration duration = isHead ? Duration.ZERO : Waits.duration(wait);
        return EventLoop.backTo(interactions.await(known(id), duration))
                .map(found -> found.orElseThrow(SettleAnswers::unknown))
                .map(interaction -> {
                    String tag = EntityTags.of(interaction);
                    boolean isKnown = EntityTags.match(request.headers().getAll("If-None-Match"), tag);
                    var answer = isKnown
                            ? Response.notModified()
                            : Response.ok(InteractionView.encode(interaction), MediaType.APPLICATION_JSON);
                    wait.filter(seconds -> !isHead)
                            .ifPresent(seconds -> answer.header(AskAnswers.APPLIED, "wait=" + seconds));
                    return answer.header("ETag", tag)
                            .header("Cache-Control", "no-cache")
                            .build();
                });
    }

    @POST
    @Path("{id}/resolve")
    public Uni<Response> resolve(byte[] bytes, @PathParam("id") String id, @Context HttpServerRequest request) {
        return settle(Verb.RESOLVE, bytes, id, request);
    }

    @POST
    @Path("{id}/reject")
    public Uni<Response> reject(byte[] bytes, @PathParam("id") String id, @Context HttpServerRequest request) {
        return settle(Verb.REJECT, bytes, id, request);
    }

    @POST
    @Path("{id}/cancel")
    public Uni<Response> cancel(byte[] bytes, @PathParam("id") String id, @Context HttpServerRequest request) {
        return settle(Verb.CANCEL, bytes, id, request);
    }

    @GET
    public Uni<Response> list(@Context HttpServerRequest request) {
        ListQuery query = query(Parameters.of(
                Requests.query(request),
                "sessionId",
                "type",
                "status",
                "origin",
                "from",
                "to",
                "order",
                "limit",
                "cursor"));
        return EventLoop.backTo(interactions.list(query))
                .map(page -> Response.ok(encode(page, query.order()), MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-cache")
                        .build());
    }

    private Uni<Response> settle(Verb verb, byte[] bytes, String id, HttpServerRequest request) {
        byte[] json = Requests.json(request, bytes);
        Parameters.of(Requests.query(request));
        Optional<String> key = IdempotencyKeys.parse(request.headers().getAll(IdempotencyKeys.HEADER));
        SettleBody body = SettleBody.parse(json, verb);
        return EventLoop.backTo(interactions.settle(body.command(known(id), key)))
                .map(SettleAnswers::of);
    }

    private static Optional<Long> wait(Parameters parameters, HttpServerRequest request) {
        return Waits.seconds(parameters.one("wait"), request.headers().getAll("Prefer"));
    }

    private static InteractionId known(String id) {
        return InteractionId.parse(id).orElseThrow(SettleAnswers::unknown);
    }

    private static ListQuery query(Parameters parameters) {
        Order order = parameters
                .one(
                        "order",
                        text -> switch (text) {
                            case "oldest" -> Optional.of(Order.OLDEST);
                            case "newest" -> Optional.of(Order.NEWEST);
                            default -> Optional.empty();
                        },
                        "'oldest' or 'newest' is needed")
                .orElse(Order.OLDEST);
        Set<Status> statuses = parameters.set("status", Status::parse, "a status is needed");
        return new ListQuery(
                parameters.filter(),
                statuses.isEmpty() ? Set.of(Status.PENDING) : statuses,
                parameters.set("origin", Origin::parse, "an origin is needed"),
                parameters.time("from").orElse(null),
                parameters.time("to").orElse(null),
                order,
                parameters
                        .one("limit", InteractionsResource::limit, "a number from 1 to " + MAX_LIMIT + " is needed")
                        .orElse(DEFAULT_LIMIT),
                parameters
                        .one("cursor", text -> Cursors.decode(order, text), "it is no cursor of this list and order")
                        .orElse(null));
    }

    private static Optional<Integer> limit(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int limit = Integer.parseInt(text);
        return limit >= 1 && limit <= MAX_LIMIT ? Optional.of(limit) : Optional.empty();
    }

    private static byte[] encode(Page page, Order order) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var interaction : page.items()) {
                InteractionView.write(json, interaction);
            }
            json.writeEndArray();
            json.writeStringField(
                    "nextCursor",
                    page.next().map(position -> Cursors.encode(order, position)).orElse(null));
            json.writeEndObject();
        });
    }
}
