package dev.holdpoint.mcp;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Callers;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.http.Bodies;
import dev.holdpoint.http.OwnAddress;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Requests;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.mcp.RpcException.Code;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Where MCP clients call: each {@code POST} is a message, each {@code GET} comes back to a call whose stream broke. */
@ApplicationScoped
class McpEndpoint {

    /** Before who is calling is found out, after which paths there are. */
    private static final int BEFORE_CALLERS = 95;

    static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";

    private final Bodies bodies;
    private final Conversation conversation;
    private final ProtectedResource resource;
    private final Rhythm rhythm;
    private final InstantSource clock;

    McpEndpoint(
            Broker broker,
            Holding holding,
            DialectSettings dialects,
            McpTools tools,
            Rhythm rhythm,
            Bodies bodies,
            InstantSource clock,
            Timers timers,
            AccessSettings access,
            OwnAddress own) {
        this.bodies = bodies;
        this.conversation = new Conversation(
                tools, new Calls(tools, new Asker(broker), broker.reading(), holding, dialects, clock, timers));
        this.resource = new ProtectedResource(access, own);
        this.rhythm = rhythm;
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(resource::prepare, BEFORE_CALLERS);
    }

    void register(@Observes Router router) {
        router.route(McpPaths.MCP).handler(context -> guarded(context, this::handle));
        router.route(McpPaths.RESOURCE).handler(context -> guarded(context, resource::tell));
    }

    private static void guarded(RoutingContext context, Consumer<RoutingContext> handler) {
        try {
            handler.accept(context);
        } catch (RpcException error) {
            answer(context, error.status(), error.body());
        } catch (RuntimeException refused) {
            RawProblems.answer(context, RawProblems.of(refused, context.request()));
        }
    }

    private void handle(RoutingContext context) {
        Call call = Callers.of(context);
        if (!call.caller().may(Permission.ASK)) {
            resource.challengeScope(context);
            throw new ProblemException(Kind.FORBIDDEN, "this needs the permission '" + Permission.ASK + "'");
        }
        if (context.request().method().equals(HttpMethod.GET)) {
            comeBack(context, call);
        } else {
            receive(context, call);
        }
    }

    private void comeBack(RoutingContext context, Call call) {
        HttpServerRequest request = context.request();
        String cursor = request.getHeader("Last-Event-ID");
        if (cursor == null) {
            context.response().putHeader("Allow", "OPTIONS, POST");
            throw new ProblemException(
                    Kind.METHOD_NOT_ALLOWED,
                    "nothing is told here but what a call was asked for: GET needs the header Last-Event-ID");
        }
        if (!Weights.accept(request, EVENTS)) {
            throw new ProblemException(Kind.NOT_ACCEPTABLE, "a call is gone on with as " + EVENTS + " alone");
        }
        Cursor known = Cursor.decode(cursor)
                .orElseThrow(() -> new RpcException(
                        Code.NOT_FOUND, Json.NULL, "the header Last-Event-ID is no cursor that was given out here"));
        answer(
                context,
                known.progress(),
                known.requestId(),
                (output, loop) -> conversation.resume(call, known, begin(output, loop)));
    }

    private void receive(RoutingContext context, Call call) {
        HttpServerRequest request = context.request();
        Requests.requireJson(request);
        if (!Weights.accept(request, JSON) && !Weights.accept(request, EVENTS)) {
            throw new ProblemException(Kind.NOT_ACCEPTABLE, "answers are " + JSON + " or " + EVENTS);
        }
        bodies.read(request, body -> Uni.createFrom().item(Message.read(body)))
                .subscribe()
                .with(
                        message -> guarded(context, ignored -> onMessage(context, call, message)),
                        failure -> guarded(context, ignored -> throwIt(failure)));
    }

    private void onMessage(RoutingContext context, Call call, Message message) {
        switch (message) {
            case Message.Broken(Message.Request outline, RpcException error) -> {
                Json told = conversation
                        .refused(call, outline, String.valueOf(error.getMessage()))
                        .orElseThrow(() -> error);
                answer(context, 200, result(outline.id(), told));
            }
            case Message.Response() -> context.response().setStatusCode(202).end();
            case Message.Notification notification ->
                conversation
                        .hear(call, notification, context.request())
                        .subscribe()
                        .with(
                                heard -> context.response().setStatusCode(202).end(),
                                failure -> guarded(context, ignored -> throwIt(failure)));
            case Message.Request asked
            when asked.method().equals("tools/call") ->
                answer(
                        context,
                        Progress.of(asked.params(), clock.millis()),
                        asked.id(),
                        (output, loop) -> conversation.call(call, asked, context.request(), begin(output, loop)));
            case Message.Request asked -> {
                Conversation.Answer told = conversation.answer(call, asked, context.request());
                told.session().ifPresent(session -> context.response().putHeader(Sessions.HEADER, session));
                answer(context, 200, result(asked.id(), told.result()));
            }
        }
    }

    /** Answers with what comes of something that may take long; whoever goes away meanwhile does not wait any more. */
    private void answer(
            RoutingContext context,
            Optional<Progress> progress,
            Json requestId,
            BiFunction<CallOutput, Context, Uni<Json>> work) {
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        var output = new CallOutput(context, Weights.accept(context.request(), EVENTS), progress, rhythm, clock);
        Uni<Json> result;
        try {
            result = work.apply(output, loop);
        } catch (RuntimeException refused) {
            result = Uni.createFrom().failure(refused);
        }
        var waiting = result.subscribe()
                .with(
                        told -> loop.runOnContext(ignored -> output.end(result(requestId, told))),
                        failure -> loop.runOnContext(ignored -> fail(output, failure, context, requestId)));
        output.onGone(waiting::cancel);
    }

    private static void fail(CallOutput output, Throwable failure, RoutingContext context, Json requestId) {
        if (failure instanceof RpcException error) {
            output.fail(error);
            return;
        }
        Problem problem = RawProblems.of(failure, context.request());
        if (problem.kind() == Kind.NOT_FOUND && context.request().method().equals(HttpMethod.GET)) {
            output.fail(new RpcException(Code.NOT_FOUND, requestId, problem.detail()));
        } else {
            output.fail(problem);
        }
    }

    private static Consumer<Cursor> begin(CallOutput output, Context loop) {
        return cursor -> loop.runOnContext(ignored -> output.begin(cursor));
    }

    private static Json result(Json id, Json result) {
        return new ObjectText()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("result", result)
                .json();
    }

    private static void throwIt(Throwable failure) {
        throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private static void answer(RoutingContext context, int status, Json body) {
        if (!context.response().ended() && !context.response().headWritten()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", JSON)
                    .end(body.text());
        }
    }
}
