package dev.holdpoint.connect;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.hook.Agent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The form that Claude Code and Codex demand of hooks, as far as one that has another costs the whole file. */
record HookForm(Agent agent) {

    /** On others Claude Code leaves out what it cannot read, and loads the rest. */
    private static final Set<String> CLAUDE_CODE = Set.of("PreToolUse", "PermissionRequest");

    private static final Set<String> CODEX = Set.of(
            "PreToolUse",
            "PermissionRequest",
            "PostToolUse",
            "PreCompact",
            "PostCompact",
            "SessionStart",
            "SessionEnd",
            "UserPromptSubmit",
            "SubagentStart",
            "SubagentStop",
            "Stop",
            "Interrupt");

    private static final Set<String> OF_CODEX_FILE = Set.of("description", "hooks");

    /** What a hook of a kind cannot do without. */
    private static final Map<String, List<String>> NEEDED_BY_CLAUDE_CODE = Map.of(
            "command", List.of("command"),
            "prompt", List.of("prompt"),
            "agent", List.of("prompt"),
            "http", List.of("url"),
            "mcp_tool", List.of("server", "tool"));

    private static final Map<String, List<String>> NEEDED_BY_CODEX = Map.of(
            "command",
            List.of("command"),
            "prompt",
            List.of(),
            "agent",
            List.of(),
            "mcp_tool",
            List.of("server", "tool"));

    private static final List<String> TEXTS = List.of("command", "prompt", "url", "server", "tool", "statusMessage");
    private static final List<String> FLAGS = List.of("async", "once");

    /** What has another form, and where it begins. */
    record Fault(int at, String words) {}

    Optional<Fault> fault(SettingsText.Node root) {
        if (!root.isObject()) {
            return fault(root, "what is no object");
        }
        Optional<Fault> beside = agent == Agent.CODEX
                ? root.members().stream().flatMap(this::ofCodexFile).findFirst()
                : Optional.empty();
        return beside.or(() -> root.member("hooks").flatMap(this::ofHooks));
    }

    private Stream<Fault> ofCodexFile(SettingsText.Member member) {
        if (!OF_CODEX_FILE.contains(member.name())) {
            return Stream.of(
                    new Fault(member.value().nameStart(), "'" + member.name() + "' beside 'description' and 'hooks'"));
        }
        return member.name().equals("description") && !isText(member.value()) && !isNothing(member.value())
                ? fault(member.value(), "a 'description' that is no text").stream()
                : Stream.of();
    }

    private Optional<Fault> ofHooks(SettingsText.Node hooks) {
        if (!hooks.isObject()) {
            return fault(hooks, "'hooks' that is no object");
        }
        Set<String> events = agent == Agent.CODEX ? CODEX : CLAUDE_CODE;
        return hooks.members().stream()
                .filter(event -> events.contains(event.name()))
                .flatMap(event -> ofEvent("hooks." + event.name(), event.value()).stream())
                .findFirst();
    }

    private Optional<Fault> ofEvent(String name, SettingsText.Node groups) {
        if (isNothing(groups) && agent == Agent.CLAUDE_CODE) {
            return Optional.empty();
        }
        if (!groups.isList()) {
            return fault(groups, "'" + name + "' that is no list");
        }
        return groups.elements().stream()
                .flatMap(group -> ofGroup(name, group).stream())
                .findFirst();
    }

    private Optional<Fault> ofGroup(String name, SettingsText.Node group) {
        if (!group.isObject()) {
            return fault(group, "an entry of '" + name + "' that is no object");
        }
        Optional<SettingsText.Node> matcher = group.member("matcher").filter(node -> !isText(node) && !isSpared(node));
        if (matcher.isPresent()) {
            return fault(matcher.get(), "a 'matcher' that is no text");
        }
        Optional<SettingsText.Node> hooks = group.member("hooks");
        if (hooks.isEmpty() && agent == Agent.CODEX) {
            return Optional.empty();
        }
        if (hooks.filter(SettingsText.Node::isList).isEmpty()) {
            return fault(hooks.orElse(group), "an entry of '" + name + "' without a list 'hooks'");
        }
        return hooks.get().elements().stream()
                .flatMap(hook -> ofHook(name, hook).stream())
                .findFirst();
    }

    private Optional<Fault> ofHook(String name, SettingsText.Node hook) {
        if (!hook.isObject()) {
            return fault(hook, "a hook of '" + name + "' that is no object");
        }
        Map<String, List<String>> kinds = agent == Agent.CODEX ? NEEDED_BY_CODEX : NEEDED_BY_CLAUDE_CODE;
        String kind = hook.member("type")
                .filter(HookForm::isText)
                .map(SettingsText.Node::word)
                .orElse("");
        List<String> needed = kinds.get(kind);
        if (needed == null) {
            return fault(
                    hook.member("type").orElse(hook),
                    "a hook of '" + name + "' whose 'type' is none of " + new TreeSet<>(kinds.keySet()));
        }
        return needed.stream()
                .filter(part -> hook.member(part).isEmpty())
                .findFirst()
                .flatMap(part -> fault(hook, "a hook of type '" + kind + "' without '" + part + "'"))
                .or(() -> ofParts(hook));
    }

    private Optional<Fault> ofParts(SettingsText.Node hook) {
        for (SettingsText.Member part : hook.members()) {
            SettingsText.Node value = part.value();
            if (TEXTS.contains(part.name()) && !isText(value)) {
                return fault(value, "a '" + part.name() + "' that is no text");
            }
            if (FLAGS.contains(part.name())
                    && value.kind() != JsonToken.VALUE_TRUE
                    && value.kind() != JsonToken.VALUE_FALSE) {
                return fault(value, "a '" + part.name() + "' that is neither true nor false");
            }
            if (part.name().equals("timeout") && !isTime(value) && !isSpared(value)) {
                return fault(
                        value, "a 'timeout' that is no number" + (agent == Agent.CODEX ? " of seconds" : " above 0"));
            }
        }
        return Optional.empty();
    }

    private boolean isTime(SettingsText.Node value) {
        return switch (value.kind()) {
            case VALUE_NUMBER_INT ->
                !value.word().startsWith("-")
                        && (agent == Agent.CODEX || !value.word().equals("0"));
            case VALUE_NUMBER_FLOAT -> agent != Agent.CODEX && Double.parseDouble(value.word()) > 0;
            default -> false;
        };
    }

    private static boolean isText(SettingsText.Node value) {
        return value.kind() == JsonToken.VALUE_STRING;
    }

    /** For Codex nothing is as good as what is not there. */
    private boolean isSpared(SettingsText.Node value) {
        return agent == Agent.CODEX && isNothing(value);
    }

    private static boolean isNothing(SettingsText.Node value) {
        return value.kind() == JsonToken.VALUE_NULL;
    }

    private static Optional<Fault> fault(SettingsText.Node node, String words) {
        return Optional.of(new Fault(node.start(), words));
    }
}
