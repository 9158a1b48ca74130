package dev.holdpoint.mcp;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;

/** A message that is answered with an error of JSON-RPC. */
final class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Json id;

    RpcException(Code code, Json id, String message) {
        super(message, null, false, false);
        this.code = code;
        this.id = id;
    }

    /** The errors that there are (JSON-RPC 2.0, 5.1), and the status that each is sent with. */
    enum Code {
        PARSE_ERROR(-32700, 400),
        INVALID_REQUEST(-32600, 400),
        METHOD_NOT_FOUND(-32601, 200),

        /** A newer client learns from it that this server is none of its kind. */
        NO_SUCH_PROTOCOL(-32601, 404),
        INVALID_PARAMS(-32602, 200),

        /** What is asked for is not there, or not to be seen. */
        NOT_FOUND(-32602, 404);

        private final int number;
        private final int status;

        Code(int number, int status) {
            this.number = number;
            this.status = status;
        }
    }

    int status() {
        return code.status;
    }

    Json body() {
        return new ObjectText()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put(
                        "error",
                        new ObjectText()
                                .put("code", new Json(Integer.toString(code.number)))
                                .put("message", String.valueOf(getMessage())))
                .json();
    }
}
