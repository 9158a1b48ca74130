package dev.holdpoint.doctor;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.SettingsFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What has Claude Code run no hook by a variable alone, of whoever starts it or in settings. */
final class ClaudeCodeModes {

    private static final List<String> VARIABLES = List.of("CLAUDE_CODE_SIMPLE", "CLAUDE_CODE_SAFE_MODE");

    private static final String FOLDER = "CLAUDE_CONFIG_DIR";

    private static final Set<String> NOES = Set.of("", "0", "false", "no", "off", "null");

    private ClaudeCodeModes() {}

    static void examine(AgentFiles files, Switches switches) {
        if ("".equals(files.variable().apply(FOLDER))) {
            switches.off(
                    gate -> true,
                    "claude-code: " + FOLDER
                            + " is set, and empty: the settings in the home folder are not read, no hook of"
                            + " them is run, every call goes through; unset it");
        }
        for (String name : VARIABLES) {
            String value = files.variable().apply(name);
            if (value != null && isOn(value)) {
                off(switches, "the environment here", name);
            }
            Stream.concat(files.all(Agent.CLAUDE_CODE).stream(), files.administered(Agent.CLAUDE_CODE).stream())
                    .distinct()
                    .flatMap(place -> SettingsFile.of(place).stream())
                    .filter(file -> file.at("env", name)
                            .filter(node -> node.kind() == JsonToken.VALUE_TRUE || isOn(node.word()))
                            .isPresent())
                    .forEach(file -> off(switches, file.file().toString(), name));
        }
    }

    private static void off(Switches switches, String where, String name) {
        switches.off(
                gate -> true, "claude-code: " + where + " sets " + name + ": no hook is run, every call goes through");
    }

    private static boolean isOn(String value) {
        return !NOES.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
