package dev.holdpoint.agents;

import dev.holdpoint.testing.CodingAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How Claude Code is held. */
enum ClaudeWay {
    REQUEST_BY_COMMAND,
    USE_BY_COMMAND,
    REQUEST_BY_HTTP,
    USE_BY_HTTP,
    USE_BY_MCP,
    PROMPT_BY_MCP;

    /** Has it held for so many seconds. */
    void prepare(CodingAgent agent, int seconds) throws IOException {
        String timeout = String.valueOf(seconds + 10);
        switch (this) {
            case REQUEST_BY_COMMAND -> agent.holdpoint("connect", "claude-code", "--timeout", timeout);
            case USE_BY_COMMAND -> agent.holdpoint("connect", "claude-code", "--tools", "Bash", "--timeout", timeout);
            case REQUEST_BY_HTTP -> settings(agent, "PermissionRequest", http(agent, seconds, ""));
            case USE_BY_HTTP -> settings(agent, "PreToolUse", http(agent, seconds, ""));
            case USE_BY_MCP -> settings(agent, "PreToolUse", byMcp(seconds));
            case PROMPT_BY_MCP -> {}
        }
        agent.writes("mcp.json", """
                {"mcpServers":{"holdpoint":{"type":"http","url":"%s","timeout":%d}}}
                """.formatted(agent.url("/mcp"), seconds * 1_000));
    }

    /** Whether it may come back once it is gone; hooks take back what they asked, or cannot. */
    boolean isByMcp() {
        return this == USE_BY_MCP || this == PROMPT_BY_MCP;
    }

    /** After which its card is gone, with some to spare. */
    int secondsToComeBack() {
        return isByMcp() ? 75 : 10;
    }

    void start(CodingAgent agent, String... more) {
        var words = new ArrayList<>(List.of("claude", "-p", "Do it.", "--strict-mcp-config"));
        if (isByMcp()) {
            words.addAll(
                    List.of("--mcp-config", agent.home().resolve("mcp.json").toString()));
        }
        if (this == PROMPT_BY_MCP) {
            words.addAll(List.of("--permission-prompt-tool", "mcp__holdpoint__approve"));
        }
        if (name().startsWith("USE")) {
            words.addAll(List.of("--allowed-tools", "Bash")); // nothing but the hook is in the way
        }
        words.addAll(List.of(more));
        agent.start(words);
    }

    /** A hook by HTTP that waits for so many seconds. */
    static String http(CodingAgent agent, int seconds, String more) {
        return """
                {"type":"http","url":"%s","timeout":%d,"onFailure":"block"}""".formatted(agent.url("/v1/agents/claude-code/hook?wait=" + seconds + more), seconds + 10);
    }

    private static String byMcp(int seconds) {
        return """
                {"type":"mcp_tool","server":"holdpoint","tool":"hook","timeout":%d,"onFailure":"block","input":{
                 "hook_event_name":"${hook_event_name}","session_id":"${session_id}","tool_name":"${tool_name}",
                 "tool_input":"${tool_input}","tool_use_id":"${tool_use_id}"}}""".formatted(seconds);
    }

    static void settings(CodingAgent agent, String event, String hook) throws IOException {
        agent.writes(".claude/settings.json", """
                {"hooks":{"%s":[{"matcher":"*","hooks":[%s]}]}}""".formatted(event, hook));
    }
}
