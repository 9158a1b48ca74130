package dev.holdpoint.connect;

import dev.holdpoint.client.Place;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.PlainFile;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokens that are kept for an agent, and the hooks that are known by them, as they stand when it is made. A token
 * is for one service and is shown to no other; settings in several places may need the same.
 */
public final class AgentTokens {

    private final AgentFiles files;
    private final Agent agent;
    private final List<Use> uses = new ArrayList<>();
    private final Set<Path> unread = new LinkedHashSet<>();

    /** A hook that is known by a token, and where it shows that. */
    private record Use(Path settings, Path token, Optional<Place> place) {}

    /**
     * Looks at all settings of an agent that there are: here, for all that it does, and where it was connected from.
     *
     * @param own how this very command is run
     */
    public AgentTokens(AgentFiles files, Agent agent, List<String> own) throws IOException {
        this.files = files;
        this.agent = agent;
        var all = new LinkedHashSet<>(files.all(agent));
        all.addAll(Before.files(files.kept()));
        for (Path settings : all) {
            if (Files.exists(settings)) {
                read(settings, own);
            }
        }
    }

    private void read(Path settings, List<String> own) {
        try {
            var text = new SettingsText(PlainFile.text(settings));
            var ours = new OurLines(
                    own, Before.of(files.kept(), settings).map(Before::lines).orElse(Set.of()));
            if (text.root().isEmpty()) {
                unread.add(settings);
            }
            text.commands().stream()
                    .filter(line -> ours.has(agent, line))
                    .forEach(line -> HookLine.option(line, "--token-file")
                            .map(Path::of)
                            .ifPresent(token -> uses.add(new Use(settings, token, HookLine.place(line)))));
        } catch (IOException | IllegalArgumentException unreadable) {
            unread.add(settings);
        }
    }

    /**
     * Where the token for a service is, or will be: one that is for another, or for nobody knows which, is left
     * alone.
     */
    public Path at(Place place) throws IOException {
        Path usual = files.token(agent);
        boolean isFree =
                !Files.exists(usual) || placeOf(usual).filter(place::equals).isPresent();
        return isFree ? usual : files.token(agent, place);
    }

    /**
     * Which service a token is for: its file says so, else, where an older version wrote none, the hooks that name
     * it.
     */
    public Optional<Place> placeOf(Path token) throws IOException {
        Optional<Place> said = TokenFile.place(token);
        if (said.isPresent()) {
            return said;
        }
        Set<Optional<Place>> places = uses.stream()
                .filter(use -> use.token().equals(token))
                .map(Use::place)
                .collect(Collectors.toSet());
        return places.size() == 1 ? places.iterator().next() : Optional.empty();
    }

    /** Those that are kept for it. */
    public Set<Path> kept() throws IOException {
        if (!Files.isDirectory(files.kept())) {
            return Set.of();
        }
        try (Stream<Path> all = Files.list(files.kept())) {
            return all.filter(file -> file.getFileName().toString().matches(agent.word() + "(-[0-9a-f]{12})?\\.token"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Those of them by which the hooks in some settings are known. */
    public Set<Path> namedIn(Path settings) throws IOException {
        Set<Path> named = kept();
        named.removeIf(token -> uses.stream()
                .noneMatch(use -> use.settings().equals(settings) && use.token().equals(token)));
        return named;
    }

    /** The settings whose hooks need a token; where some cannot be read, they may. */
    public Set<Path> needing(Path token) {
        Set<Path> needing = uses.stream()
                .filter(use -> use.token().equals(token))
                .map(Use::settings)
                .collect(Collectors.toCollection(TreeSet::new));
        needing.addAll(unread);
        return needing;
    }
}
