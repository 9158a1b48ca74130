package dev.holdpoint.settings;

import dev.holdpoint.client.Place;
import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent has its settings.
 *
 * @param home of whoever it runs for
 * @param project the folder that it works in
 * @param variable a variable of the environment
 * @param root below which the machine's administrator has settings for all who work there
 */
public record AgentFiles(Path home, Path project, Function<String, @Nullable String> variable, Path root) {

    /** As Linux and macOS have them; where a system has no such folder there is nothing to be read. */
    private static final List<String> CLAUDE_CODE =
            List.of("etc/claude-code", "Library/Application Support/ClaudeCode");

    private static final List<String> GEMINI = List.of("etc/gemini-cli", "Library/Application Support/GeminiCli");

    /** On this machine. */
    public AgentFiles(Path home, Path project, Function<String, @Nullable String> variable) {
        this(home, project, variable, Path.of("/"));
    }

    /** Those for all that it does. */
    public Path own(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> said("CLAUDE_CONFIG_DIR", ".claude").resolve("settings.json");
            case CODEX -> said("CODEX_HOME", ".codex").resolve("hooks.json");
            case GEMINI -> ofGemini().resolve("settings.json");
        };
    }

    /** Those of a project, which others share. */
    public Path ofProject(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> project.resolve(".claude").resolve("settings.json");
            case CODEX -> project.resolve(".codex").resolve("hooks.json");
            case GEMINI -> project.resolve(".gemini").resolve("settings.json");
        };
    }

    /** All that it may have hooks in. */
    public List<Path> all(Agent agent) {
        return agent == Agent.CLAUDE_CODE
                ? List.of(
                        own(agent), ofProject(agent), project.resolve(".claude").resolve("settings.local.json"))
                : List.of(own(agent), ofProject(agent));
    }

    /** What an administrator has for all who work on this machine, be it there or not. */
    public List<Path> administered(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> CLAUDE_CODE.stream().flatMap(this::managed).toList();
            case CODEX -> List.of(root.resolve("etc/codex/hooks.json"));
            case GEMINI ->
                Stream.of(geminiDefaults(), geminiSystem())
                        .flatMap(List::stream)
                        .toList();
        };
    }

    /** The file, and those beside it that are merged into it. */
    private Stream<Path> managed(String folder) {
        Path all = root.resolve(folder);
        return Stream.concat(
                Stream.of(all.resolve("managed-settings.json")), in(all.resolve("managed-settings.d"), "*.json"));
    }

    /** What its own settings lay over. */
    public List<Path> geminiDefaults() {
        return said("GEMINI_CLI_SYSTEM_DEFAULTS_PATH")
                .map(List::of)
                .orElseGet(() -> geminiSystem().stream()
                        .map(settings -> settings.resolveSibling("system-defaults.json"))
                        .toList());
    }

    /** What lies over all other settings of it. */
    public List<Path> geminiSystem() {
        return said("GEMINI_CLI_SYSTEM_SETTINGS_PATH")
                .map(List::of)
                .orElseGet(() -> GEMINI.stream()
                        .map(folder -> root.resolve(folder).resolve("settings.json"))
                        .toList());
    }

    /** Which folders somebody trusts, or does not. */
    public Path geminiTrust() {
        return said("GEMINI_CLI_TRUSTED_FOLDERS_PATH")
                .orElseGet(() -> ofGemini().resolve("trustedFolders.json"));
    }

    /** Hooks that extensions bring along. */
    public List<Path> geminiExtensions() {
        return in(ofGemini().resolve("extensions"), "*")
                .map(extension -> extension.resolve("hooks").resolve("hooks.json"))
                .toList();
    }

    /** Codex keeps in files of their own whether hooks are run at all. */
    public List<Path> codexConfigurations() {
        Path own = said("CODEX_HOME", ".codex");
        return Stream.of(
                        own.resolve("config.toml"),
                        project.resolve(".codex").resolve("config.toml"),
                        own.resolve("managed_config.toml"),
                        root.resolve("etc/codex/config.toml"),
                        root.resolve("etc/codex/managed_config.toml"),
                        codexRequirements())
                .distinct()
                .toList();
    }

    /** What an administrator demands of Codex. */
    public Path codexRequirements() {
        return root.resolve("etc/codex/requirements.toml");
    }

    /** What this command keeps for an agent, outside of all projects. */
    public Path kept() {
        return said("XDG_CONFIG_HOME", ".config").resolve("holdpoint");
    }

    public Path token(Agent agent) {
        return kept().resolve(agent.word() + ".token");
    }

    /** Where the usual one is for another service. */
    public Path token(Agent agent, Place place) {
        String name = OwnFile.fingerprint(place.toString().getBytes(StandardCharsets.UTF_8));
        return kept().resolve(agent.word() + "-" + name.substring(0, 12) + ".token");
    }

    private Path ofGemini() {
        return said("GEMINI_CLI_HOME").orElse(home).resolve(".gemini");
    }

    /** None where the folder is not there, or nobody may look into it. */
    private static Stream<Path> in(Path folder, String pattern) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            return StreamSupport.stream(found.spliterator(), false).sorted().toList().stream();
        } catch (IOException | DirectoryIteratorException none) {
            return Stream.empty();
        }
    }

    private Path said(String name, String otherwise) {
        return said(name).orElse(home.resolve(otherwise));
    }

    private Optional<Path> said(String name) {
        return Optional.ofNullable(variable.apply(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
