package dev.holdpoint.hook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An agent that runs hooks. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are
public enum Agent {
    CLAUDE_CODE(
            "claude-code",
            Set.of("PermissionRequest", "PreToolUse", "Elicitation"),
            Set.of(
                    "SessionStart",
                    "SessionEnd",
                    "Setup",
                    "InstructionsLoaded",
                    "UserPromptSubmit",
                    "UserPromptExpansion",
                    "PermissionDenied",
                    "PostToolUse",
                    "PostToolUseFailure",
                    "PostToolBatch",
                    "Notification",
                    "SubagentStart",
                    "SubagentStop",
                    "TaskCreated",
                    "TaskCompleted",
                    "TeammateIdle",
                    "Stop",
                    "StopFailure",
                    "PreCompact",
                    "PostCompact",
                    "ConfigChange",
                    "CwdChanged",
                    "FileChanged",
                    "WorktreeRemove",
                    "ElicitationResult")),
    CODEX(
            "codex",
            Set.of("PermissionRequest", "PreToolUse"),
            Set.of(
                    "SessionStart",
                    "SessionEnd",
                    "UserPromptSubmit",
                    "PostToolUse",
                    "SubagentStart",
                    "SubagentStop",
                    "PreCompact",
                    "PostCompact",
                    "Notification",
                    "Stop")),
    GEMINI(
            "gemini",
            Set.of("BeforeTool"),
            Set.of(
                    "SessionStart",
                    "SessionEnd",
                    "BeforeAgent",
                    "AfterAgent",
                    "BeforeModel",
                    "AfterModel",
                    "BeforeToolSelection",
                    "AfterTool",
                    "PreCompress",
                    "Notification"));

    private final String word;
    private final Set<String> asking;
    private final Set<String> gatingNothing;

    Agent(String word, Set<String> asking, Set<String> gatingNothing) {
        this.word = word;
        this.asking = asking;
        this.gatingNothing = gatingNothing;
    }

    /** What it is called in commands and addresses. */
    public String word() {
        return word;
    }

    /** Whether somebody is asked on an event of this name. */
    boolean asksOn(String event) {
        return asking.contains(event);
    }

    /** Whether nothing depends on what a hook says to such an event. */
    boolean isGatedByNothingOn(String event) {
        return gatingNothing.contains(event);
    }

    /** Whether it takes status 2 for no block on such an event, but heeds a decision. */
    public boolean wantsDecisionOn(String event) {
        return this == CLAUDE_CODE && event.equals("PermissionRequest");
    }

    public static Optional<Agent> of(String word) {
        return Arrays.stream(values()).filter(agent -> agent.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Agent::word).toList();
    }
}
