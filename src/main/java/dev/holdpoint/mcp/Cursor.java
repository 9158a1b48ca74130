package dev.holdpoint.mcp;

import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * What a stream begins with and a client comes back with: which call it was. It says nothing that the client does not know,
 * and grants nothing: whoever brings it gets what they may see.
 *
 * @param requestId by which the client knows its call
 * @param until when the wait of the call is over, in seconds since 1970; empty for as long as the question lives
 * @param progress by what it hears that the call goes on; empty where it does not want to
 */
record Cursor(InteractionId id, Json requestId, Optional<Long> until, Optional<Progress> progress) {

    private static final int MOST = 4_096;

    /** {@code t}, the tool that was called, is in those that were given out before. */
    private static final Set<String> MEMBERS = Set.of("i", "t", "r", "u", "p", "s");

    static Cursor of(InteractionId id, Json requestId, Optional<Long> until) {
        return new Cursor(id, requestId, until, Optional.empty());
    }

    /** The same call, of which the client wants to hear by this. */
    Cursor with(Optional<Progress> wanted) {
        return new Cursor(id, requestId, until, wanted);
    }

    String encoded() {
        var members = new ObjectText()
                .put("i", id.toString())
                .put("r", requestId)
                .put("u", until.map(Cursor::number).orElse(null))
                .put("p", progress.map(Progress::token).orElse(null))
                .put("s", progress.map(Progress::since).map(Cursor::number).orElse(null));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(members.json().text().getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor that a text is; empty where it is none. */
    static Optional<Cursor> decode(String text) {
        if (text.length() > MOST) {
            return Optional.empty();
        }
        try {
            return read(
                    StrictJson.read(Base64.getUrlDecoder().decode(text), MOST).allowOnly(MEMBERS));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Cursor> read(Members members) {
        String id = members.requiredString("i", one -> InteractionId.parse(one).isPresent(), "an id");
        Json requestId = members.requiredValue("r");
        Optional<Json> until = Optional.ofNullable(members.optionalValue("u"));
        Optional<Json> token = Optional.ofNullable(members.optionalValue("p"));
        Optional<Json> since = Optional.ofNullable(members.optionalValue("s"));
        boolean isCursor = until.map(Cursor::isNumber).orElse(true)
                && token.map(Progress::isToken).orElse(true)
                && since.map(Cursor::isNumber).orElse(true)
                && token.isPresent() == since.isPresent();
        return members.violations().isEmpty() && isCursor && id != null
                ? InteractionId.parse(id)
                        .map(known -> new Cursor(
                                known,
                                requestId,
                                until.map(Cursor::number),
                                token.map(one -> new Progress(one, number(since.orElseThrow())))))
                : Optional.empty();
    }

    private static boolean isNumber(Json json) {
        return json.text().matches("[0-9]{1,15}");
    }

    private static long number(Json json) {
        return Long.parseLong(json.text());
    }

    private static Json number(long number) {
        return new Json(Long.toString(number));
    }
}
