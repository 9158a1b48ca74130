package dev.holdpoint.loading;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.settings.SettingsText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hooks before a call that stand in Claude Code's settings where it runs none: rather than to go on without what may have been meant to
 * guard a call, it loads nothing of the file. As of Claude Code 2.1.332.
 */
final class StrayHooks {

    /** The events whose hooks can hold a call. */
    private static final Set<String> GUARDS = Set.of("PreToolUse", "PermissionRequest", "PreSkillShellCommand");

    private static final Set<String> EVENTS = Set.of(
            "PreToolUse",
            "PostToolUse",
            "PostToolUseFailure",
            "PostToolBatch",
            "Notification",
            "UserPromptSubmit",
            "UserPromptExpansion",
            "SessionStart",
            "SessionEnd",
            "Stop",
            "StopFailure",
            "SubagentStart",
            "SubagentStop",
            "PreCompact",
            "PostCompact",
            "PreModelSwitch",
            "PostModelSwitch",
            "PermissionRequest",
            "PermissionDenied",
            "Setup",
            "TeammateIdle",
            "TaskCreated",
            "TaskCompleted",
            "Elicitation",
            "ElicitationResult",
            "ConfigChange",
            "WorktreeCreate",
            "WorktreeRemove",
            "InstructionsLoaded",
            "CwdChanged",
            "FileChanged",
            "DirectoryAdded",
            "MessageDisplay",
            "PreSkillShellCommand");

    /** Settings whose members people name as they like: it does not look into these. */
    private static final Set<String> FREE = Set.of(
            "mcpServers",
            "managedMcpServers",
            "lspServers",
            "pluginConfigs",
            "enabledPlugins",
            "extraKnownMarketplaces",
            "env",
            "skillOverrides",
            "modelSettings");

    /** How far it looks below a setting. */
    private static final int DEPTH = 3;

    private StrayHooks() {}

    /** One of them. */
    static Optional<Fault> fault(SettingsText.Node root) {
        return Stream.concat(
                        guardIn(root).stream(),
                        root.members().stream()
                                .flatMap(setting -> setting.name().equals("hooks")
                                        ? inHooks(setting.value())
                                        : in(setting).stream()))
                .findFirst()
                .map(stray -> new Fault(
                        stray.start(), "a hook before a call that does not stand below its event in 'hooks'"));
    }

    private static Stream<SettingsText.Node> inHooks(SettingsText.Node hooks) {
        if (isGroup(hooks)) {
            return Stream.of(hooks);
        }
        return hooks.members().stream().flatMap(event -> {
            if (!EVENTS.contains(event.name())) {
                return below(event.value(), new Look(DEPTH, !event.value().isList(), false, Set.of())).stream();
            }
            if (GUARDS.contains(event.name())) {
                return Stream.of(); // of these the schema says what they have to be
            }
            return (event.value().isList() ? event.value().elements() : List.of(event.value()))
                    .stream().flatMap(group -> below(group, new Look(DEPTH, false, false, Set.of())).stream());
        });
    }

    private static Optional<SettingsText.Node> in(SettingsText.Member setting) {
        return FREE.contains(setting.name())
                ? Optional.empty()
                : below(setting.value(), new Look(DEPTH, !EVENTS.contains(setting.name()), false, FREE));
    }

    /**
     * How something is looked at.
     *
     * @param depth how far below it
     * @param isForGroups whether a group of hooks counts that says no event
     * @param isOfHandlers whether it is in a list of handlers, in which one that has a type has nothing below
     * @param free what is below these names is passed over
     */
    private record Look(int depth, boolean isForGroups, boolean isOfHandlers, Set<String> free) {

        Look below(SettingsText.Member member) {
            return member.name().isEmpty()
                    ? new Look(depth - 1, isForGroups, isOfHandlers, free)
                    : new Look(
                            depth - 1,
                            isForGroups && !EVENTS.contains(member.name()),
                            member.name().equals("hooks") && member.value().isList(),
                            free);
        }
    }

    private static Optional<SettingsText.Node> below(SettingsText.Node node, Look look) {
        Optional<SettingsText.Node> here =
                guardIn(node).or(() -> look.isForGroups() && isGroup(node) ? Optional.of(node) : Optional.empty());
        if (here.isPresent() || look.depth() == 0 || (look.isOfHandlers() && isTextOf(node, "type"))) {
            return here;
        }
        return node.members().stream()
                .filter(member -> !look.free().contains(member.name()))
                .flatMap(member -> below(member.value(), look.below(member)).stream())
                .findFirst();
    }

    /** One that says for which event; an empty one guards nothing. */
    private static Optional<SettingsText.Node> guardIn(SettingsText.Node node) {
        return node.members().stream()
                .filter(member -> GUARDS.contains(member.name()))
                .map(SettingsText.Member::value)
                .filter(value -> value.kind() != JsonToken.VALUE_NULL)
                .filter(value -> !value.isList() || !value.members().isEmpty())
                .findFirst();
    }

    /** Whether it looks like what stands below an event. */
    private static boolean isGroup(SettingsText.Node node) {
        boolean hasMatcher = node.member("matcher").isPresent();
        if (!hasMatcher && node.members().stream().anyMatch(member -> EVENTS.contains(member.name()))) {
            return false;
        }
        return node.member("hooks")
                .filter(hooks -> hooks.isList()
                        ? !hooks.members().isEmpty()
                        : hooks.isObject() && (hasMatcher || isTextOf(hooks, "type")))
                .isPresent();
    }

    private static boolean isTextOf(SettingsText.Node node, String name) {
        return node.member(name)
                .filter(value -> value.kind() == JsonToken.VALUE_STRING)
                .isPresent();
    }
}
