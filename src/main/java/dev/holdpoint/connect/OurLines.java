package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hooks in settings are ours: those that run holdpoint, by whatever path, and those that were written here.
 * Others may have a hook that is called just as ours is.
 *
 * @param own how this very command is run
 * @param written lines that were put there by it
 */
public record OurLines(List<String> own, Set<String> written) {

    /** As a package and a release call it. */
    private static final Pattern NAME = Pattern.compile("holdpoint(-\\d[\\w.+-]*)?(\\.jar)?");

    private static final String PLAIN = "holdpoint";

    private static final List<String> BY_NAME = List.of(PLAIN);

    private static final String JAR = "-jar";

    public OurLines {
        own = List.copyOf(own);
        written = Set.copyOf(written);
    }

    /** Those in a file; where what was kept of it cannot be read, lines that run holdpoint are ours without it. */
    public static OurLines in(AgentFiles files, List<String> own, Path file) {
        try {
            return new OurLines(
                    own, Before.of(files.kept(), file).map(Before::lines).orElse(Set.of()));
        } catch (IOException unreadable) {
            return new OurLines(own, Set.of());
        }
    }

    public boolean has(Agent agent, String line) {
        List<String> words = HookLine.words(line);
        int hook = words.indexOf("hook");
        boolean isOfAgent =
                hook > 0 && hook + 1 < words.size() && words.get(hook + 1).equals(agent.word());
        return isOfAgent && (written.contains(line) || isHoldpoint(words.subList(0, hook)));
    }

    /**
     * Whether running it runs this command and nothing else: it was written here, or is to the byte what would be. A line of ours need
     * not be that: settings come along with what others have written.
     *
     * @param path where a shell finds programs; null where it is not said
     * @param folder that it is run in
     */
    public boolean isSafeToRun(Agent agent, String event, String line, @Nullable String path, Path folder) {
        Predicate<List<String>> isThis = program -> program.equals(own) || program.equals(BY_NAME);
        boolean isByName = HookLine.words(line).stream().limit(1).toList().equals(BY_NAME);
        return (written.contains(line) || HookLine.isMadeHere(agent, event, line, isThis))
                && (!isByName || isFound(path, folder));
    }

    /** Not in a place that depends on the folder: what lies there came along with it. */
    private static boolean isFound(@Nullable String path, Path folder) {
        return path != null
                && Stream.of(path.split(":", -1))
                        .filter(place -> Files.isExecutable(
                                        folder.resolve(place).resolve(PLAIN))
                                && !Files.isDirectory(folder.resolve(place).resolve(PLAIN)))
                        .findFirst()
                        .filter(place -> !place.startsWith("/"))
                        .isEmpty();
    }

    private boolean isHoldpoint(List<String> program) {
        if (program.equals(own)) {
            return true;
        }
        if (program.size() == 1) {
            String name = name(program.getFirst());
            return NAME.matcher(name).matches() || (own.size() == 1 && name.equals(name(own.getFirst())));
        }
        int jar = program.size() - 1;
        return name(program.getFirst()).equals("java")
                && program.get(jar - 1).equals(JAR)
                && Stream.of(program.get(jar).split("/"))
                        .anyMatch(part -> NAME.matcher(part).matches());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
