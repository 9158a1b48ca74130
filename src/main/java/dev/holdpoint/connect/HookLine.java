package dev.holdpoint.connect;

import dev.holdpoint.client.Place;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.hook.Denial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line that an agent runs: the hook, and a block of whatever became of it. */
public final class HookLine {

    /** What the agent leaves the hook to block by itself. */
    static final int MARGIN = 10;

    private static final String BLOCK = "|| exit 2";

    /** Gemini CLI takes that status for leave to go on where nothing was said, and killed commands say nothing. */
    private static final String BLOCK_WITH_WORDS = "|| { echo 'Holdpoint: this call was not made' >&2; exit 2; }";

    private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");
    private static final Pattern BEFORE = Pattern.compile("(?s)[A-Za-z_]\\w*=.*|env|exec|command");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** For what is held back until it is whole, and then written. */
    private static final String KEEPING = "said=$(";

    /** Each takes a word, and is said once. */
    private static final List<String> OPTIONS = List.of("--url", "--token-file");

    private HookLine() {}

    /**
     * The line. Where the agent heeds no status, nothing of an answer is written before the hook has ended well: half
     * of one, or one of a hook that was killed, would spoil the denial that comes after it.
     *
     * @param command how holdpoint is run
     * @param event on which the agent runs it
     * @param timeout the hook's own, in seconds
     * @param options where the service is, and by what it is called
     */
    static String of(List<String> command, Agent agent, String event, int timeout, List<String> options) {
        String hook = words(command) + " hook " + agent.word() + " --timeout " + (timeout - MARGIN)
                + (options.isEmpty() ? "" : " " + words(options));
        return agent.wantsDecisionOn(event) ? KEEPING + hook + denying(event) : hook + " " + closing(agent);
    }

    private static String denying(String event) {
        String denial = Denial.of(event, "holdpoint is missing, or was ended before anybody decided");
        return ") && printf '%s' \"$said\" || printf '%s' " + quoted(denial);
    }

    /** The words of the first thing that a line runs, from its program on. */
    static List<String> words(String line) {
        String text = line.strip();
        return ShellWords.of(text.startsWith(KEEPING) ? text.substring(KEEPING.length()) : text).stream()
                .dropWhile(word -> BEFORE.matcher(word).matches())
                .toList();
    }

    /** When it blocks, in seconds. */
    public static OptionalInt timeout(String line) {
        return option(line, "--timeout")
                .filter(said -> SECONDS.matcher(said).matches())
                .map(said -> OptionalInt.of(Integer.parseInt(said)))
                .orElse(OptionalInt.empty());
    }

    /** What has a shell block by a status in the place of a hook that is missing or was killed. */
    public static String closing(Agent agent) {
        return agent == Agent.GEMINI ? BLOCK_WITH_WORDS : BLOCK;
    }

    /** Whether a call is blocked where holdpoint is missing or killed. */
    public static boolean isClosedByItsShell(Agent agent, String event, String line) {
        String text = line.strip();
        return agent.wantsDecisionOn(event)
                ? text.startsWith(KEEPING) && text.endsWith(denying(event))
                : text.endsWith(closing(agent));
    }

    /**
     * Whether it is to the byte what is made here of its own words, so that it runs nothing but the hook: an event's line, or the one
     * that others have.
     *
     * @param isProgram whether that is holdpoint
     */
    static boolean isMadeHere(Agent agent, String event, String line, Predicate<List<String>> isProgram) {
        List<String> words = words(line);
        int hook = words.indexOf("hook");
        if (hook < 1 || words.size() < hook + 4 || !isProgram.test(words.subList(0, hook))) {
            return false;
        }
        String seconds = words.get(hook + 3);
        List<String> options = words.subList(hook + 4, words.size());
        return seconds.matches("[1-9]\\d{0,4}")
                && areKnown(options)
                && Stream.of(event, "")
                        .map(one -> of(words.subList(0, hook), agent, one, Integer.parseInt(seconds) + MARGIN, options))
                        .anyMatch(line::equals);
    }

    private static boolean areKnown(List<String> options) {
        var left = new ArrayList<>(OPTIONS);
        for (int i = 0; i < options.size(); i += 2) {
            if (i + 1 == options.size() || !left.remove(options.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What an option of it says. */
    public static Optional<String> option(String line, String name) {
        List<String> words = words(line);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(name + "=")) {
                return Optional.of(words.get(i).substring(name.length() + 1));
            }
            if (words.get(i).equals(name) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Which service it calls; empty where that is for its surroundings to say. */
    public static Optional<Place> place(String line) {
        try {
            return option(line, "--url").map(Place::of);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String words(List<String> words) {
        return words.stream().map(HookLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
