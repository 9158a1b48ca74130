package dev.holdpoint.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hook as settings have it: below {@code hooks}, an event, a group with its matcher, and the list of that.
 *
 * @param path all that it stands in, from the whole on, and itself at the end
 */
public record HookEntry(String event, List<SettingsText.Node> path) {

    /** All of them, in their order; what has another form is passed over. */
    public static Stream<HookEntry> in(SettingsText.Node root) {
        return root.member("hooks").stream()
                .flatMap(hooks -> hooks.members().stream()
                        .flatMap(event -> event.value().elements().stream()
                                .flatMap(group -> group.member("hooks").stream()
                                        .flatMap(list -> list.elements().stream()
                                                .map(hook -> new HookEntry(
                                                        event.name(),
                                                        List.of(root, hooks, event.value(), group, list, hook)))))));
    }

    public SettingsText.Node hook() {
        return path.getLast();
    }

    /** For which tools it is run; empty where that is all. */
    public Optional<String> matcher() {
        return path.get(path.size() - 3)
                .member("matcher")
                .map(SettingsText.Node::word)
                .filter(word -> !word.isEmpty());
    }

    /** What it runs. */
    public Optional<String> line() {
        return hook().member("command").map(SettingsText.Node::word);
    }
}
