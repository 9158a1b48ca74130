package dev.holdpoint.mcp;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.Outline;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.mcp.RpcException.Code;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One message of JSON-RPC 2.0, as a client sends it. */
sealed interface Message {

    /** Wants an answer. */
    record Request(Json id, String method, Members params) implements Message {}

    /** Wants none. */
    record Notification(String method, Members params) implements Message {}

    /** Answers something; nothing is asked of clients here. */
    record Response() implements Message {}

    /**
     * Something is wrong with what a request brings along.
     *
     * @param outline what could be read of it
     */
    record Broken(Request outline, RpcException error) implements Message {}

    int MOST_OF_ID = 256;

    /** Reads a message, or throws what is wrong with it, where that is not a request that can be answered by it. */
    static Message read(byte[] bytes) {
        try {
            return readWhole(bytes);
        } catch (RpcException error) {
            return outline(bytes)
                    .map(request -> (Message) new Broken(request, error))
                    .orElseThrow(() -> error);
        }
    }

    private static Optional<Request> outline(byte[] bytes) {
        try {
            return Outline.of(bytes)
                    .map(Message::readWhole)
                    .map(whole -> whole instanceof Request request ? request : null);
        } catch (RpcException alsoBroken) {
            return Optional.empty();
        }
    }

    private static Message readWhole(byte[] bytes) {
        StrictJson.Read read = StrictJson.read(bytes, Sizes.BODY, "params");
        Members body = read.body();
        if (body.violations().told().stream().anyMatch(violation -> violation.isTooLarge())) {
            throw new ProblemException(Problem.of(body.violations()));
        }
        Json id = body.optionalValue("id");
        Json known = id != null && isId(id) ? id : Json.NULL;
        if (!body.violations().isEmpty()) {
            throw broken(bytes, body, known);
        }
        if (!Optional.of("2.0")
                .equals(Optional.ofNullable(body.value("jsonrpc")).flatMap(Json::string))) {
            throw new RpcException(Code.INVALID_REQUEST, known, "'jsonrpc' must be \"2.0\"");
        }
        if (body.has("id") && known.equals(Json.NULL)) {
            throw new RpcException(
                    Code.INVALID_REQUEST, known, "'id' must be a string or a whole number of at most 256 characters");
        }
        String method =
                Optional.ofNullable(body.value("method")).flatMap(Json::string).orElse("");
        if (method.isEmpty()) {
            if (!body.has("method") && body.has("id") && (body.has("result") || body.has("error"))) {
                return new Response();
            }
            throw new RpcException(Code.INVALID_REQUEST, known, "'method' must be a string");
        }
        Json params = body.optionalValue("params");
        if (params != null && !params.text().startsWith("{")) {
            throw new RpcException(Code.INVALID_PARAMS, known, "'params' must be an object");
        }
        return body.has("id") ? new Request(known, method, read.inner()) : new Notification(method, read.inner());
    }

    private static boolean isId(Json id) {
        boolean isWhole = id.text().matches("-?[0-9]+");
        return (id.isString() || isWhole) && id.text().length() <= MOST_OF_ID;
    }

    private static RpcException broken(byte[] bytes, Members body, Json id) {
        boolean isBatch =
                new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("[");
        var first = body.violations().told().getFirst();
        return isBatch
                ? new RpcException(Code.INVALID_REQUEST, Json.NULL, "batches are not taken: send one message at a time")
                : new RpcException(
                        body.isBroken() ? Code.PARSE_ERROR : Code.INVALID_REQUEST,
                        id,
                        first.pointer().isEmpty() ? first.detail() : first.pointer() + ": " + first.detail());
    }
}
