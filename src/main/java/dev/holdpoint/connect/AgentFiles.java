package dev.holdpoint.connect;

import dev.holdpoint.client.Place;
import dev.holdpoint.hook.Agent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent has its settings.
 *
 * @param home of whoever it runs for
 * @param project the folder that it works in
 * @param variable a variable of the environment
 */
public record AgentFiles(Path home, Path project, Function<String, @Nullable String> variable) {

    /** Those for all that it does. */
    Path own(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> said("CLAUDE_CONFIG_DIR", ".claude").resolve("settings.json");
            case CODEX -> said("CODEX_HOME", ".codex").resolve("hooks.json");
            case GEMINI -> home.resolve(".gemini").resolve("settings.json");
        };
    }

    /** Those of a project, which others share. */
    Path ofProject(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> project.resolve(".claude").resolve("settings.json");
            case CODEX -> project.resolve(".codex").resolve("hooks.json");
            case GEMINI -> project.resolve(".gemini").resolve("settings.json");
        };
    }

    /** All that it may have hooks in. */
    List<Path> all(Agent agent) {
        return agent == Agent.CLAUDE_CODE
                ? List.of(
                        own(agent), ofProject(agent), project.resolve(".claude").resolve("settings.local.json"))
                : List.of(own(agent), ofProject(agent));
    }

    /** Codex keeps in files of their own whether hooks are run at all. */
    List<Path> codexConfigurations() {
        return Stream.of(
                        said("CODEX_HOME", ".codex").resolve("config.toml"),
                        project.resolve(".codex").resolve("config.toml"))
                .distinct()
                .toList();
    }

    /** What this command keeps for an agent, outside of all projects. */
    Path kept() {
        return Optional.ofNullable(variable.apply("XDG_CONFIG_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".config"))
                .resolve("holdpoint");
    }

    Path token(Agent agent) {
        return kept().resolve(agent.word() + ".token");
    }

    /** Where the usual one is for another service. */
    Path token(Agent agent, Place place) {
        String name = Before.fingerprint(place.toString().getBytes(StandardCharsets.UTF_8));
        return kept().resolve(agent.word() + "-" + name.substring(0, 12) + ".token");
    }

    private Path said(String name, String otherwise) {
        return Optional.ofNullable(variable.apply(name))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(home.resolve(otherwise));
    }
}
