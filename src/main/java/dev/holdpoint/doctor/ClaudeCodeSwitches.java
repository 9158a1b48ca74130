package dev.holdpoint.doctor;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.connect.Gate;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Claude Code's; the settings of a user or a project turn off no hook of an administrator. */
final class ClaudeCodeSwitches {

    private static final String ONLY_MANAGED = "allowManagedHooksOnly";
    private static final String ONLY_PLUGINS = "strictPluginOnlyCustomization";
    private static final String ALL = "disableAllHooks";

    private ClaudeCodeSwitches() {}

    static Switches of(AgentFiles files) {
        var switches = new Switches();
        List<Path> managed = files.administered(Agent.CLAUDE_CODE);
        Predicate<Gate> isUsers = gate -> !managed.contains(gate.file());
        for (Path place : managed) {
            SettingsFile.of(place).ifPresent(file -> {
                if (file.root() == null) {
                    switches.unread(Agent.CLAUDE_CODE, place, file.trouble());
                }
                if (says(file, ALL)) {
                    switches.off(gate -> true, said(place, ALL) + "no hook is run, every call goes through");
                }
                if (says(file, ONLY_MANAGED)) {
                    switches.off(isUsers, said(place, ONLY_MANAGED) + "no hook but an administrator's is run");
                }
                if (says(file, ONLY_PLUGINS) && isOfHooks(file)) {
                    switches.off(isUsers, said(place, ONLY_PLUGINS) + "no hook is run but of plugins and there");
                }
            });
        }
        for (Path place : files.all(Agent.CLAUDE_CODE).stream().distinct().toList()) {
            SettingsFile.of(place)
                    .filter(file -> says(file, ALL))
                    .ifPresent(file ->
                            switches.off(isUsers, said(place, ALL) + "no hook is run, every call goes through"));
        }
        switches.note(
                "claude-code drops the whole of a settings file, hooks and all, for one value that it cannot read; known"
                        + " here is what its version 2.1.332 cannot: claude says so as it starts, and claude -p when it ends");
        switches.note(
                "claude-code: what an organization has set from elsewhere (by its server, by MDM) and what plugins"
                        + " bring is not seen here: /status and /hooks in claude show it");
        return switches;
    }

    private static String said(Path place, String name) {
        return "claude-code: " + place + " says " + name + ": ";
    }

    /** Whatever is no plain no may be a yes there. */
    private static boolean says(SettingsFile file, String name) {
        return file.at(name)
                .filter(node -> node.kind() != JsonToken.VALUE_FALSE
                        && node.kind() != JsonToken.VALUE_NULL
                        && !node.word().equals("false"))
                .isPresent();
    }

    private static boolean isOfHooks(SettingsFile file) {
        return file.at(ONLY_PLUGINS)
                .filter(surfaces -> !surfaces.isList()
                        || surfaces.elements().stream()
                                .anyMatch(surface -> surface.word().equals("hooks")))
                .isPresent();
    }
}
