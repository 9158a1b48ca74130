package dev.holdpoint.doctor;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.HookEntry;
import dev.holdpoint.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hooks of others that are run before a call as ours are: what one of them makes of the call may be what runs in the end. */
final class OtherHooks {

    private OtherHooks() {}

    /** Tells in one line in which files there are some. */
    static void examine(Agent agent, AgentFiles files, Predicate<String> isOurs, Switches switches) {
        String event = agent == Agent.GEMINI ? "BeforeTool" : "PreToolUse";
        String found = Stream.concat(files.all(agent).stream(), files.administered(agent).stream())
                .distinct()
                .filter(file -> isAnyIn(file, event, isOurs))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            switches.note(agent.word() + ": other hooks are run on " + event + " as well: " + found
                    + "; where one changes a call, what it says may be run, and not what was shown and allowed");
        }
    }

    private static boolean isAnyIn(Path file, String event, Predicate<String> isOurs) {
        return SettingsFile.of(file).flatMap(found -> Optional.ofNullable(found.root())).stream()
                .flatMap(HookEntry::in)
                .filter(hook -> hook.event().equals(event))
                .anyMatch(hook -> hook.line().filter(isOurs).isEmpty());
    }
}
