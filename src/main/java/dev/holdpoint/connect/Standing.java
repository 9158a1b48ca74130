package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.HookEntry;
import dev.holdpoint.settings.SettingsText;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is held already, so that whoever connects it again, and says nothing else, has it held no less.
 *
 * @param tools for which it is held before each call, beside the usual ones; null where there are none
 * @param timeout of its hooks, in seconds, as far as connect takes it; empty where it is not held
 */
public record Standing(@Nullable String tools, OptionalInt timeout) {

    /** Of an agent that is not held. */
    static final Standing NONE = new Standing(null, OptionalInt.empty());

    /** The shortest that connect takes, in seconds. */
    public static final int SHORTEST = 20;

    /** The longest. */
    public static final int LONGEST = 86_400;

    private static final String ALL = ".*";

    public boolean isHeld() {
        return !equals(NONE);
    }

    static Standing in(SettingsText settings, Agent agent, Predicate<String> isOurs) {
        Set<Hooking> usual = Set.copyOf(Hooking.of(agent, null));
        List<HookEntry> ours = settings.root().stream()
                .flatMap(HookEntry::in)
                .filter(hook -> hook.line().filter(isOurs).isPresent())
                .toList();
        String tools = ours.stream()
                .filter(hook ->
                        !usual.contains(new Hooking(hook.event(), hook.matcher().orElse(null))))
                .map(hook -> hook.matcher().filter(word -> !word.equals("*")).orElse(ALL))
                .distinct()
                .collect(Collectors.joining("|"));
        int unit = agent == Agent.GEMINI ? 1_000 : 1;
        OptionalInt timeout = ours.stream()
                .flatMap(hook -> hook.hook().member("timeout").stream())
                .mapToInt(seconds -> Math.clamp(seconds.number() / unit, SHORTEST, LONGEST))
                .max();
        return new Standing(tools.isEmpty() ? null : tools, timeout);
    }
}
