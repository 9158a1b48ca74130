package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which hooks in settings are ours: those that run holdpoint, by whatever path, and those that were written here.
 * Others may have a hook that is called just as ours is.
 *
 * @param own how this very command is run
 * @param written lines that were put there by it
 */
record OurLines(List<String> own, Set<String> written) {

    /** As a package and a release call it. */
    private static final Pattern NAME = Pattern.compile("holdpoint(-\\d[\\w.+-]*)?(\\.jar)?");

    private static final String JAR = "-jar";

    OurLines {
        own = List.copyOf(own);
        written = Set.copyOf(written);
    }

    /** Those in a file; where what was kept of it cannot be read, lines that run holdpoint are ours without it. */
    static OurLines in(AgentFiles files, List<String> own, Path file) {
        try {
            return new OurLines(
                    own, Before.of(files.kept(), file).map(Before::lines).orElse(Set.of()));
        } catch (IOException unreadable) {
            return new OurLines(own, Set.of());
        }
    }

    boolean has(Agent agent, String line) {
        List<String> words = HookLine.words(line);
        int hook = words.indexOf("hook");
        boolean isOfAgent =
                hook > 0 && hook + 1 < words.size() && words.get(hook + 1).equals(agent.word());
        return isOfAgent && (written.contains(line) || isHoldpoint(words.subList(0, hook)));
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
