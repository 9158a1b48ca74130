package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.ObjectText;
import java.util.Optional;

/**
 * One call of a tool over MCP.
 *
 * @param session what the client's session is called, and what it asks in
 * @param requestId by which the client knows its call
 * @param arguments what the tool is called with
 */
public record ToolUse(SessionId session, Json requestId, Members arguments) {

    private static final String MCP = "mcp";

    /** The question with what it takes to find it by the call, and to word its answer wherever that is asked for. */
    Question marked(Question question, McpTool tool) {
        Json mark = new ObjectText()
                .put("session", session.value())
                .put("requestId", requestId)
                .put("tool", tool.name())
                .json();
        Ask ask = question.ask();
        return question.with(
                ask.withMetadata(ObjectText.of(ask.metadata()).put(MCP, mark).json()));
    }

    /** Whether a question was asked by this call, and not by another one that it is found by too. */
    public boolean asked(Ask ask) {
        return isAskedBy(ask, session, requestId);
    }

    /** Whether a question was asked by the call of this session that the client knows by this. */
    public static boolean isAskedBy(Ask ask, SessionId session, Json requestId) {
        Optional<Json> mark = ask.metadata().member(MCP);
        return mark.flatMap(one -> one.member("session")).flatMap(Json::string).equals(Optional.of(session.value()))
                && mark.flatMap(one -> one.member("requestId")).equals(Optional.of(requestId));
    }

    /** The tool that asked a question; empty where none did. */
    public static Optional<String> toolOf(Ask ask) {
        return ask.metadata().member(MCP).flatMap(mark -> mark.member("tool")).flatMap(Json::string);
    }
}
