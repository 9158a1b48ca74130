package dev.holdpoint.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.SettingsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hook as it stands in settings.
 *
 * @param event on which it is run
 * @param matcher for which tools; null for all
 */
public record Hooking(String event, @Nullable String matcher) {

    /**
     * What an agent gets: Claude Code is held where it would ask by itself, and on its questions and plans; the others, which have no
     * such hook that counts, before each call of a tool.
     *
     * @param tools for which tools it is held before each call; null for what is usual
     */
    public static List<Hooking> of(Agent agent, @Nullable String tools) {
        return switch (agent) {
            case CLAUDE_CODE -> {
                var all = new ArrayList<>(List.of(
                        new Hooking("PermissionRequest", null),
                        new Hooking("PreToolUse", "AskUserQuestion|ExitPlanMode")));
                if (tools != null) {
                    all.add(new Hooking("PreToolUse", tools));
                }
                yield List.copyOf(all);
            }
            case CODEX -> List.of(new Hooking("PreToolUse", tools));
            case GEMINI ->
                List.of(new Hooking(
                        "BeforeTool",
                        tools == null ? "run_shell_command|write_file|replace|web_fetch|save_memory|mcp_.*" : tools));
        };
    }

    /** Why it cannot be put into settings, and where in them; empty where it can. */
    Optional<String> obstacle(SettingsText settings) {
        Optional<SettingsText.Node> hooks = settings.root().flatMap(root -> root.member("hooks"));
        if (hooks.isPresent() && !hooks.get().isObject()) {
            return Optional.of(settings.place(hooks.get()) + ": 'hooks' is no object");
        }
        return hooks.flatMap(object -> object.member(event))
                .filter(list -> !list.isList())
                .map(list -> settings.place(list) + ": 'hooks." + event + "' is no list");
    }

    /** Puts it into settings. */
    public SettingsText into(SettingsText settings, Agent agent, String line, int timeout) {
        SettingsText text = with(settings, "hooks", "{}");
        SettingsText.Node hooks = object(text, "hooks");
        if (hooks.member(event).isEmpty()) {
            text = text.withFirst(hooks, List.of(quoted(event) + ": []"));
        }
        SettingsText.Node list = object(text, "hooks")
                .member(event)
                .filter(SettingsText.Node::isList)
                .orElseThrow(() -> new NotDoneException("'hooks." + event + "' is no list there; nothing was changed"));
        return text.withFirst(list, lines(agent, line, timeout));
    }

    private static SettingsText with(SettingsText text, String name, String value) {
        SettingsText.Node root = text.root()
                .filter(SettingsText.Node::isObject)
                .orElseThrow(() -> new NotDoneException("that is no JSON object; nothing was changed"));
        return root.member(name).isPresent() ? text : text.withFirst(root, List.of(quoted(name) + ": " + value));
    }

    private static SettingsText.Node object(SettingsText text, String name) {
        return text.root()
                .flatMap(root -> root.member(name))
                .filter(SettingsText.Node::isObject)
                .orElseThrow(() -> new NotDoneException("'" + name + "' is no object there; nothing was changed"));
    }

    /** Claude Code and Codex count seconds, Gemini CLI milliseconds. */
    private List<String> lines(Agent agent, String line, int timeout) {
        var lines = new ArrayList<String>();
        lines.add("{");
        Optional.ofNullable(matcher).ifPresent(tools -> lines.add("  \"matcher\": " + quoted(tools) + ","));
        lines.add("  \"hooks\": [");
        lines.add("    {");
        lines.add("      \"type\": \"command\",");
        lines.add("      \"command\": " + quoted(line) + ",");
        lines.add("      \"timeout\": " + (agent == Agent.GEMINI ? timeout * 1_000L : timeout));
        lines.add("    }");
        lines.add("  ]");
        lines.add("}");
        return lines;
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
