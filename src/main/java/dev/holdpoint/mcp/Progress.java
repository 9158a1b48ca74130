package dev.holdpoint.mcp;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * By what a client wants to hear that its call goes on, wherever it comes back.
 *
 * @param token by which it knows its call: a string or a number of at most 256 characters
 * @param since when it called, in milliseconds since 1970
 */
record Progress(Json token, long since) {

    private static final int MOST_OF_TOKEN = 256;

    /** What a call says; empty where it says nothing, or nothing that can be brought along. */
    static Optional<Progress> of(Members params, long now) {
        return Optional.ofNullable(params.optionalValue("_meta"))
                .flatMap(meta -> meta.member("progressToken"))
                .filter(Progress::isToken)
                .map(token -> new Progress(token, now));
    }

    static boolean isToken(Json token) {
        return (token.isString() || token.text().matches("-?[0-9.eE+-]+"))
                && token.text().length() <= MOST_OF_TOKEN;
    }

    /**
     * The message that says so.
     *
     * @param millis for which the call is held by now; told in seconds
     */
    Json told(long millis) {
        return new ObjectText()
                .put("jsonrpc", "2.0")
                .put("method", "notifications/progress")
                .put(
                        "params",
                        new ObjectText()
                                .put("progressToken", token)
                                .put(
                                        "progress",
                                        new Json(BigDecimal.valueOf(millis, 3).toPlainString()))
                                .put("message", "Waiting for a person"))
                .json();
    }
}
