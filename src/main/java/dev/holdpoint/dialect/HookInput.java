package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a hook tells of a call, taken apart. These wires grow monthly: what is not known here is kept, never refused.
 *
 * @param event which hook it is
 * @param callId the call's id; empty where the wire carries none
 * @param rest all other members
 */
record HookInput(String event, SessionId session, String tool, Json input, String callId, Json rest) {

    static final String EVENT = "hook_event_name";
    private static final String SESSION = "session_id";
    private static final String TOOL = "tool_name";
    private static final String INPUT = "tool_input";
    private static final String CALL = "tool_use_id";

    private static final String SESSION_SHAPE =
            "a string of 1 to 200 characters is needed here, no control characters, not '.' or '..'";
    private static final String INPUT_SHAPE = "an object is needed here, or a string that is one as JSON";

    /** The event; a name that is missing is refused like one that is not known. */
    static String event(Members body) {
        String event = body.string(EVENT);
        check(body);
        return event == null ? "" : event;
    }

    /** Where the agent works; empty where it does not say. */
    String folder() {
        return Titles.text(rest, "cwd").orElse("");
    }

    /** Of a hook whose wire carries no id of the call, whatever stands there: by another hook's it is not found. */
    HookInput withoutCallId() {
        return new HookInput(event, session, tool, input, "", rest);
    }

    /** Without what is told elsewhere. */
    HookInput without(String member) {
        return new HookInput(
                event,
                session,
                tool,
                input,
                callId,
                ObjectText.of(rest).without(member).json());
    }

    /**
     * Reads the input of a hook on a tool's call.
     *
     * @param otherwise the session where the hook names none; null where it has to
     */
    static HookInput ofTool(Members body, @Nullable SessionId otherwise) {
        String session = session(body, otherwise);
        String tool = body.requiredString(TOOL, text -> !text.isBlank(), "the name of a tool is needed here");
        Json input = input(body);
        String callId = body.string(CALL);
        check(body);
        return new HookInput(
                event(body),
                new SessionId(String.valueOf(session)),
                String.valueOf(tool),
                input,
                callId == null ? "" : callId.strip(),
                body.without(Set.of(SESSION, TOOL, INPUT)));
    }

    /** Reads the input of a hook on what a server asks of the user. */
    static HookInput ofServer(Members body, @Nullable SessionId otherwise) {
        String session = session(body, otherwise);
        String server = body.requiredString("mcp_server_name", text -> true, "the name of a server is needed here");
        body.requiredString("message", text -> true, "what the server asks is needed here");
        body.object("requested_schema");
        String callId = body.string("elicitation_id");
        check(body);
        return new HookInput(
                event(body),
                new SessionId(String.valueOf(session)),
                String.valueOf(server),
                body.without(Set.of(SESSION)),
                callId == null ? "" : callId.strip(),
                body.without(Set.of(SESSION, "mcp_server_name", "message", "requested_schema")));
    }

    private static @Nullable String session(Members body, @Nullable SessionId otherwise) {
        String given = otherwise == null
                ? body.requiredString(SESSION, SessionId::isValid, SESSION_SHAPE)
                : body.string(SESSION, text -> text.isEmpty() || SessionId.isValid(text), SESSION_SHAPE);
        return otherwise != null && (given == null || given.isEmpty()) ? otherwise.value() : given;
    }

    private static Json input(Members body) {
        Json given = body.optionalValue(INPUT);
        if (given == null) {
            body.report(INPUT, "missing: " + INPUT_SHAPE);
            return Json.EMPTY_OBJECT;
        }
        Optional<Json> object = given.text().startsWith("{")
                ? Optional.of(given)
                : given.string().flatMap(StrictJson::object);
        if (object.isEmpty()) {
            body.report(INPUT, INPUT_SHAPE);
        }
        return object.orElse(Json.EMPTY_OBJECT);
    }

    private static void check(Members body) {
        if (!body.violations().isEmpty()) {
            throw new ProblemException(Problem.of(body.violations()));
        }
    }
}
