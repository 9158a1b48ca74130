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
 * @param tool that was called
 * @param requestId by which the client knows its call
 * @param until when the wait of the call is over, in seconds since 1970; empty for as long as the question lives
 */
record Cursor(InteractionId id, String tool, Json requestId, Optional<Long> until) {

    private static final int MOST = 2_048;
    private static final Set<String> MEMBERS = Set.of("i", "t", "r", "u");

    String encoded() {
        var members = new ObjectText()
                .put("i", id.toString())
                .put("t", tool)
                .put("r", requestId)
                .put("u", until.map(seconds -> new Json(Long.toString(seconds))).orElse(null));
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
        String tool = members.requiredString("t", one -> true, "a tool");
        Json requestId = members.requiredValue("r");
        Json until = members.optionalValue("u");
        boolean isTime = until == null || until.text().matches("[0-9]{1,15}");
        return members.violations().isEmpty() && isTime && id != null && tool != null
                ? InteractionId.parse(id)
                        .map(known -> new Cursor(
                                known,
                                tool,
                                requestId,
                                Optional.ofNullable(until).map(Json::text).map(Long::valueOf)))
                : Optional.empty();
    }
}
