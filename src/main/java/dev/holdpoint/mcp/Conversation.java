package dev.holdpoint.mcp;

import dev.holdpoint.access.Call;
import dev.holdpoint.dialect.Check;
import dev.holdpoint.dialect.McpTool;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.http.RawProblems;
import dev.holdpoint.http.Weights;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.mcp.Message.Notification;
import dev.holdpoint.mcp.Message.Request;
import dev.holdpoint.mcp.RpcException.Code;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is said to clients: who this is, what it can do, and what their calls come to. Thread-safe. */
final class Conversation {

    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18");

    /** What a client says that says nothing (2025-11-25, Transports): no message of it is another one here. */
    private static final String UNSAID = "2025-03-26";

    /** On the wire that newer clients try first a broken connection loses a call: they fall back when told this. */
    private static final String DISCOVER = "server/discover";

    private static final String INSTRUCTIONS = "Tools that ask people: ask_human for what you cannot know or decide,"
            + " request_approval before you do what cannot be undone. They wait until a person answers. That nobody answered"
            + " is never a refusal, and never a consent.";

    private final McpTools tools;
    private final Calls calls;

    Conversation(McpTools tools, Calls calls) {
        this.tools = tools;
        this.calls = calls;
    }

    /**
     * What a request is answered.
     *
     * @param session what the client is to call its session; empty where it is not told
     */
    record Answer(Json result, Optional<String> session) {}

    Answer answer(Call call, Request asked, HttpServerRequest request) {
        if (asked.method().equals(DISCOVER)) {
            throw new RpcException(Code.NO_SUCH_PROTOCOL, asked.id(), "there is no such method; begin with initialize");
        }
        if (asked.method().equals("initialize")) {
            return new Answer(
                    initialized(asked),
                    Optional.of(Sessions.fresh(call.caller()).value()));
        }
        checkVersion(request, asked.id());
        return switch (asked.method()) {
            case "ping" -> new Answer(Json.EMPTY_OBJECT, Optional.empty());
            case "tools/list" ->
                new Answer(new ObjectText().put("tools", tools.described()).json(), Optional.empty());
            default -> throw new RpcException(Code.METHOD_NOT_FOUND, asked.id(), "there is no such method");
        };
    }

    Uni<Void> hear(Call call, Notification told, HttpServerRequest request) {
        Json requestId = told.params().optionalValue("requestId");
        return told.method().equals("notifications/cancelled") && requestId != null
                ? calls.cancel(call.caller(), Sessions.of(request, call.caller()), requestId)
                : Uni.createFrom().voidItem();
    }

    Uni<Json> call(Call call, Request asked, HttpServerRequest request, Consumer<Cursor> begun) {
        try {
            return understood(call, asked, request, begun);
        } catch (RpcException error) {
            Json told = refused(call, asked, String.valueOf(error.getMessage())).orElseThrow(() -> error);
            return Uni.createFrom().item(told);
        }
    }

    private Uni<Json> understood(Call call, Request asked, HttpServerRequest request, Consumer<Cursor> begun) {
        checkVersion(request, asked.id());
        String name = Optional.ofNullable(asked.params().value("name"))
                .flatMap(Json::string)
                .orElseThrow(() -> new RpcException(Code.INVALID_PARAMS, asked.id(), "'name' must be a string"));
        Json given = asked.params().optionalValue("arguments");
        if (given != null && !isObject(given)) {
            throw new RpcException(Code.INVALID_PARAMS, asked.id(), "'arguments' must be an object");
        }
        Json arguments = given == null ? Json.EMPTY_OBJECT : given;
        Members members = members(arguments);
        return name.equals(Check.NAME)
                ? check(call, members, asked.id(), begun)
                : ask(call, tool(name, asked.id()), asked, members, request, begun);
    }

    /**
     * What is answered where a call of a tool cannot be understood; empty where an error does. Agents take an error for leave where
     * they call a tool that blocks by its words.
     *
     * @param outline what could be read of the call
     */
    Optional<Json> refused(Call call, Request outline, String why) {
        return Optional.of(outline)
                .filter(asked -> asked.method().equals("tools/call"))
                .flatMap(asked -> Optional.ofNullable(asked.params().value("name")))
                .flatMap(Json::string)
                .flatMap(tools::of)
                .filter(McpTool::blocksByWords)
                .map(tool -> {
                    Json arguments = Optional.ofNullable(outline.params().optionalValue("arguments"))
                            .filter(Conversation::isObject)
                            .orElse(Json.EMPTY_OBJECT);
                    var use = new ToolUse(Sessions.fresh(call.caller()), outline.id(), members(arguments));
                    return told(tool.failed(use, Problem.of(Problem.Kind.INVALID_REQUEST, why)));
                });
    }

    private static boolean isObject(Json json) {
        return json.text().startsWith("{");
    }

    private static Members members(Json object) {
        return StrictJson.read(object.text().getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    Uni<Json> resume(Call call, Cursor cursor, Consumer<Cursor> begun) {
        return calls.resume(call, cursor, begun).map(Conversation::told);
    }

    private Uni<Json> ask(
            Call call,
            McpTool tool,
            Request asked,
            Members arguments,
            HttpServerRequest request,
            Consumer<Cursor> begun) {
        var use = new ToolUse(Sessions.of(request, call.caller()), asked.id(), arguments);
        boolean canComeBack = Weights.accept(request, McpEndpoint.EVENTS);
        var kept = new AtomicReference<Calls.@Nullable Begun>();
        Consumer<Calls.Begun> first = what -> {
            kept.set(what);
            begun.accept(what.cursor());
        };
        return Uni.createFrom()
                .deferred(() -> calls.call(call, tool, use, first))
                .onFailure(failure -> isOfTool(failure)
                        || (tool.blocksByWords() && !(canComeBack && kept.get() != null && mayPass(failure, request))))
                .recoverWithUni(
                        failure -> failed(call, tool, kept.get(), tool.failed(use, RawProblems.of(failure, request))))
                .map(Conversation::told);
    }

    /** An agent that is told that it may not go on does not come back, so nobody is left to allow it. */
    private Uni<McpTool.Result> failed(Call call, McpTool tool, Calls.@Nullable Begun awaited, McpTool.Result words) {
        return awaited == null
                ? Uni.createFrom().item(words)
                : calls.leave(call, tool, awaited, words).onFailure().recoverWithItem(words);
    }

    private Uni<Json> check(Call call, Members arguments, Json requestId, Consumer<Cursor> begun) {
        return Uni.createFrom()
                .deferred(() -> calls.check(call, Check.read(arguments), requestId, begun))
                .onFailure(Conversation::isOfTool)
                .recoverWithItem(failure -> McpTool.Result.error(((ProblemException) failure).problem()))
                .map(Conversation::told);
    }

    /** What is wrong with what was asked is for the model to read; what is wrong with the service is not. */
    private static boolean isOfTool(Throwable failure) {
        return failure instanceof ProblemException refused
                && !refused.problem().kind().isTemporary();
    }

    /** Whoever comes back later may find that it passed. */
    private static boolean mayPass(Throwable failure, HttpServerRequest request) {
        return RawProblems.of(failure, request).kind().isTemporary();
    }

    private McpTool tool(String name, Json requestId) {
        return tools.of(name)
                .orElseThrow(() -> new RpcException(Code.INVALID_PARAMS, requestId, "there is no such tool"));
    }

    private static Json told(McpTool.Result result) {
        Json block =
                new ObjectText().put("type", "text").put("text", result.text()).json();
        var told = new ObjectText().put("content", new Json("[" + block.text() + "]"));
        if (result.isStructured()) {
            told.put("structuredContent", result.content());
        }
        return (result.isError() ? told.put("isError", true) : told).json();
    }

    private static Json initialized(Request asked) {
        String wanted = Optional.ofNullable(asked.params().value("protocolVersion"))
                .flatMap(Json::string)
                .orElseThrow(
                        () -> new RpcException(Code.INVALID_PARAMS, asked.id(), "'protocolVersion' must be a string"));
        return new ObjectText()
                .put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.getFirst())
                .put("capabilities", new ObjectText().put("tools", new ObjectText()))
                .put(
                        "serverInfo",
                        new ObjectText()
                                .put("name", "holdpoint")
                                .put("title", "Holdpoint")
                                .put("version", Version.OF_THIS))
                .put("instructions", INSTRUCTIONS)
                .json();
    }

    /** A client that speaks another version than was agreed on (2025-11-25, Transports) would misunderstand what it is told. */
    private static void checkVersion(HttpServerRequest request, Json id) {
        String version = request.getHeader("MCP-Protocol-Version");
        if (version != null && !version.equals(UNSAID) && !VERSIONS.contains(version)) {
            throw new RpcException(
                    Code.INVALID_REQUEST, id, "unsupported protocol version; known are " + String.join(", ", VERSIONS));
        }
    }
}
