package dev.holdpoint.mcp;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.mcp.RpcException.Code;
import io.vertx.core.http.HttpServerRequest;
import java.util.Comparator;
import java.util.UUID;

/** Sessions are names that clients bring along; nobody looks them up. */
final class Sessions {

    static final String HEADER = "Mcp-Session-Id";

    private Sessions() {}

    /** The session that a request is of, or a fresh one. */
    static SessionId of(HttpServerRequest request, Caller caller) {
        String given = request.getHeader(HEADER);
        if (given == null) {
            return fresh(caller);
        }
        boolean isVisible = given.chars().allMatch(c -> c >= 0x21 && c <= 0x7e);
        if (!isVisible || !SessionId.isValid(given)) {
            throw new RpcException(
                    Code.INVALID_REQUEST, Json.NULL, "the header " + HEADER + " is no session that was given out here");
        }
        return new SessionId(given);
    }

    /** A name that nobody has; whoever is limited to sessions gets one of theirs: the first, or the first beginning. */
    static SessionId fresh(Caller caller) {
        String random = UUID.randomUUID().toString();
        return caller.grant().limits().sessions().stream()
                .min(Comparator.comparing(SessionPattern::text))
                .map(pattern -> new SessionId(pattern.isPrefix() ? cut(pattern.beginning()) + random : pattern.text()))
                .orElseGet(() -> new SessionId(random));
    }

    /** Whether all clients of a caller have one session, and count their calls in it each from one. */
    static boolean areShared(Caller caller) {
        return caller.grant().limits().sessions().stream()
                .min(Comparator.comparing(SessionPattern::text))
                .filter(pattern -> !pattern.isPrefix())
                .isPresent();
    }

    /** A beginning that leaves no room has room made; then the session is none of theirs, and is refused where it asks. */
    private static String cut(String beginning) {
        int room = SessionId.MAX_LENGTH - 36;
        int length = beginning.codePointCount(0, beginning.length());
        return length <= room ? beginning : beginning.substring(0, beginning.offsetByCodePoints(0, room));
    }
}
