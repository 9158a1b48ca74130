package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is held already, so that whoever connects it again, and says nothing else, has it held no less.
 *
 * @param tools for which it is held before each call, beside the usual ones; null where there are none
 * @param timeout of its hooks, in seconds; empty where it is not held
 */
public record Standing(@Nullable String tools, OptionalInt timeout) {

    /** Of an agent that is not held. */
    static final Standing NONE = new Standing(null, OptionalInt.empty());

    private static final String ALL = ".*";

    public boolean isHeld() {
        return !equals(NONE);
    }

    static Standing in(SettingsText settings, Agent agent, Predicate<String> isOurs) {
        Set<Hooking> usual = Set.copyOf(Hooking.of(agent, null));
        var tools = new LinkedHashSet<String>();
        var seconds = new ArrayList<Integer>();
        List<SettingsText.Member> events = settings.root()
                .flatMap(root -> root.member("hooks"))
                .map(SettingsText.Node::members)
                .orElse(List.of());
        for (SettingsText.Member event : events) {
            for (SettingsText.Node group : event.value().elements()) {
                List<SettingsText.Node> ours = ours(group, isOurs);
                String matcher = group.member("matcher")
                        .map(SettingsText.Node::word)
                        .filter(word -> !word.isEmpty())
                        .orElse(null);
                if (!ours.isEmpty() && !usual.contains(new Hooking(event.name(), matcher))) {
                    tools.add(matcher == null || matcher.equals("*") ? ALL : matcher);
                }
                int unit = agent == Agent.GEMINI ? 1_000 : 1;
                ours.stream()
                        .flatMap(hook -> hook.member("timeout").stream())
                        .map(timeout -> (int) (timeout.number() / unit))
                        .forEach(seconds::add);
            }
        }
        return new Standing(
                tools.isEmpty() ? null : String.join("|", tools),
                seconds.stream().mapToInt(Integer::intValue).max());
    }

    private static List<SettingsText.Node> ours(SettingsText.Node group, Predicate<String> isOurs) {
        return group.member("hooks").map(SettingsText.Node::elements).orElse(List.of()).stream()
                .filter(hook -> hook.member("command")
                        .map(SettingsText.Node::word)
                        .filter(isOurs)
                        .isPresent())
                .toList();
    }
}
