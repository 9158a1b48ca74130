package dev.holdpoint.loading;

import dev.holdpoint.hook.Agent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What agents call their tools where they run a hook: names of Claude Code 2.1.332, Codex 0.169.0 and Gemini CLI 0.61.0, and older ones
 * that they still take. Those of MCP servers are not among them.
 */
final class KnownTools {

    private static final List<String> CLAUDE_CODE = List.of(
            "Agent",
            "Artifact",
            "AskUserQuestion",
            "Bash",
            "BashOutput",
            "Brief",
            "Config",
            "CronCreate",
            "CronDelete",
            "CronList",
            "Edit",
            "EnterPlanMode",
            "EnterWorktree",
            "Eval",
            "ExitPlanMode",
            "ExitWorktree",
            "Glob",
            "Grep",
            "KillBash",
            "KillShell",
            "LSP",
            "ListAgents",
            "ListMcpResources",
            "ListMcpResourcesTool",
            "ListPeers",
            "Monitor",
            "MultiEdit",
            "NotebookEdit",
            "PowerShell",
            "ProposeGoal",
            "ProposeSkills",
            "PushNotification",
            "REPL",
            "Read",
            "ReadMcpResource",
            "ReadMcpResourceDir",
            "ReadMcpResourceDirTool",
            "ReadMcpResourceTool",
            "RemoteTrigger",
            "ReportFindings",
            "ScheduleWakeup",
            "SendMessage",
            "SendUserFile",
            "SendUserMessage",
            "SetGoal",
            "Skill",
            "SlashCommand",
            "StructuredOutput",
            "Task",
            "TaskCreate",
            "TaskGet",
            "TaskList",
            "TaskOutput",
            "TaskStop",
            "TaskUpdate",
            "TeamCreate",
            "TeamDelete",
            "TodoWrite",
            "ToolSearch",
            "WebFetch",
            "WebSearch",
            "Workflow",
            "Write");

    private static final List<String> CODEX = List.of(
            "Bash",
            "Edit",
            "Write",
            "apply_patch",
            "create_goal",
            "get_goal",
            "request_user_input",
            "spawn_agent",
            "update_goal",
            "update_plan",
            "view_image");

    private static final List<String> GEMINI = List.of(
            "activate_skill",
            "ask_user",
            "complete_task",
            "enter_plan_mode",
            "exit_plan_mode",
            "get_internal_docs",
            "glob",
            "google_web_search",
            "grep_search",
            "invoke_agent",
            "list_directory",
            "list_mcp_resources",
            "read_file",
            "read_many_files",
            "read_mcp_resource",
            "replace",
            "run_shell_command",
            "save_memory",
            "search_file_content",
            "tracker_add_dependency",
            "tracker_create_task",
            "tracker_get_task",
            "tracker_list_tasks",
            "tracker_update_task",
            "tracker_visualize",
            "update_topic",
            "web_fetch",
            "write_file",
            "write_todos");

    /** What others call the same, in lower case. */
    private static final Map<String, String> OTHERS = Map.of(
            "shell", "Bash",
            "sh", "Bash",
            "exec_command", "Bash",
            "local_shell", "Bash",
            "unified_exec", "Bash",
            "terminal", "Bash",
            "run_shell_command", "Bash",
            "write_file", "Write",
            "replace", "Edit");

    private static final Map<String, String> OF_GEMINI = Map.of(
            "bash", "run_shell_command",
            "write", "write_file",
            "edit", "replace",
            "read", "read_file",
            "webfetch", "web_fetch",
            "websearch", "google_web_search");

    private KnownTools() {}

    static List<String> of(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> CLAUDE_CODE;
            case CODEX -> CODEX;
            case GEMINI -> GEMINI;
        };
    }

    /** The one that somebody may have meant by another name. */
    static Optional<String> meant(Agent agent, String name) {
        Map<String, String> others = agent == Agent.GEMINI ? OF_GEMINI : OTHERS;
        return of(agent).stream()
                .filter(tool -> tool.equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Optional.ofNullable(others.get(name.toLowerCase(Locale.ROOT))));
    }
}
