package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The line that an agent runs: the hook, and a block of whatever became of it. */
final class HookLine {

    /** What the agent leaves the hook to block by itself. */
    static final int MARGIN = 10;

    private static final String BLOCK = "|| exit 2";

    /** Gemini CLI takes that status for leave to go on where nothing was said, and killed commands say nothing. */
    private static final String BLOCK_WITH_WORDS = "|| { echo 'Holdpoint: this call was not made' >&2; exit 2; }";

    private static final Pattern TIMEOUT = Pattern.compile("\\shook\\s+\\S+\\s.*--timeout[ =](\\d{1,5})\\b");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private HookLine() {}

    /**
     * The line.
     *
     * @param command how holdpoint is run
     * @param timeout the hook's own, in seconds
     * @param options where the service is, and by what it is called
     */
    static String of(List<String> command, Agent agent, int timeout, List<String> options) {
        return words(command) + " hook " + agent.word() + " --timeout " + (timeout - MARGIN)
                + (options.isEmpty() ? "" : " " + words(options)) + " " + closing(agent);
    }

    /** Whether a line is ours, of an agent. */
    static boolean isOurs(Agent agent, String line) {
        return line.matches("(?s).*\\shook\\s+" + agent.word() + "\\s.*--timeout[ =].*");
    }

    /** When it blocks, in seconds. */
    static OptionalInt timeout(String line) {
        Matcher said = TIMEOUT.matcher(line);
        return Optional.of(said)
                .filter(Matcher::find)
                .map(found -> OptionalInt.of(Integer.parseInt(found.group(1))))
                .orElse(OptionalInt.empty());
    }

    /** What has a shell block in the place of a hook that is missing or was killed. */
    static String closing(Agent agent) {
        return agent == Agent.GEMINI ? BLOCK_WITH_WORDS : BLOCK;
    }

    static boolean isClosedByItsShell(Agent agent, String line) {
        return line.strip().endsWith(closing(agent));
    }

    private static String words(List<String> words) {
        return words.stream().map(HookLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
