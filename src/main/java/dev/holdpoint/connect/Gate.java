package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.loading.ToolPattern;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.HookEntry;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hook on whose answer a call depends, as settings name it.
 *
 * @param file that names it
 * @param event on which it is run
 * @param tools for which it is run, a pattern; null for all
 * @param line that is run
 */
public record Gate(Path file, String event, @Nullable String tools, String line) {

    private static final Set<String> EVENTS = Set.of("PermissionRequest", "PreToolUse", "Elicitation", "BeforeTool");

    /** Possessive, so that no number of names is too deep. */
    private static final Pattern NAMES = Pattern.compile("\\w++(?:\\|\\w++)*+");

    /** How many hooks of ours one file has at most, where it was not made to be hard on whoever reads it. */
    public static final int MOST = 100;

    /** One with what else its settings say of it. */
    public record Found(Gate gate, SettingsText.Node handler) {}

    /** All files that may name one for an agent, be they there or not. */
    public static Stream<Path> places(AgentFiles files, Agent agent) {
        return Stream.of(
                        files.all(agent),
                        files.administered(agent),
                        agent == Agent.GEMINI ? files.geminiExtensions() : List.<Path>of())
                .flatMap(List::stream)
                .distinct();
    }

    /**
     * Those of ours in a file; none where it cannot be read.
     *
     * @param own how this very command is run
     */
    public static List<Found> ours(AgentFiles files, Agent agent, List<String> own, Path place) {
        OurLines ours = OurLines.in(files, own, place);
        return SettingsFile.of(place).flatMap(file -> Optional.ofNullable(file.root())).stream()
                .flatMap(root -> in(place, root, line -> ours.has(agent, line)).stream())
                .toList();
    }

    /** Those of a file that run a line of a kind. */
    public static List<Found> in(Path file, SettingsText.Node settings, Predicate<String> isOurs) {
        return HookEntry.in(settings)
                .filter(hook -> EVENTS.contains(hook.event()))
                .flatMap(hook -> hook.line().filter(isOurs).stream()
                        .map(line -> new Found(
                                new Gate(
                                        file,
                                        hook.event(),
                                        hook.matcher()
                                                .filter(word -> !word.equals("*"))
                                                .orElse(null),
                                        line),
                                hook.hook())))
                .toList();
    }

    /** Whether the agent runs both for some call, so that two are asked about it. */
    public boolean isRunBeside(Gate other, Agent agent) {
        return !isSame(file, other.file)
                && event.equals(other.event)
                && !(isRunOnce(agent) && line.equals(other.line))
                && mayMeet(agent, tools, other.tools);
    }

    /** By whatever links: a home folder can be the project too. */
    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException absent) {
            return false;
        }
    }

    /** Claude Code and Gemini CLI run a line once, however many settings name it; Codex runs what each names. */
    private static boolean isRunOnce(Agent agent) {
        return agent != Agent.CODEX;
    }

    /** Of patterns that are more than names nobody knows here, so they may. */
    private static boolean mayMeet(Agent agent, @Nullable String tools, @Nullable String others) {
        if (tools == null || others == null || tools.equals(others)) {
            return true;
        }
        Optional<Boolean> met = names(tools).map(names -> mayFit(agent, others, names));
        return met.or(() -> names(others).map(names -> mayFit(agent, tools, names)))
                .orElse(true);
    }

    private static Optional<List<String>> names(String tools) {
        return NAMES.matcher(tools).matches() ? Optional.of(List.of(tools.split("\\|"))) : Optional.empty();
    }

    private static boolean mayFit(Agent agent, String tools, List<String> names) {
        return new ToolPattern(agent, tools)
                .expression()
                .map(fits -> names.stream().anyMatch(fits))
                .orElse(true);
    }
}
