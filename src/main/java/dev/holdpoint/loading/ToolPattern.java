package dev.holdpoint.loading;

import com.google.re2j.PatternSyntaxException;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.hook.Agent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * For which tools an agent runs a hook: names of tools, each as a whole, or a regular expression that is looked for in them; upper and
 * lower case count. One that fits no tool holds no call, and nothing says so.
 *
 * @param text as it stands in settings
 */
public record ToolPattern(Agent agent, String text) {

    /** What stands for all tools where it is given to this command. */
    private static final String STAR = "*";

    private static final Pattern CLAUDE_CODE_NAMES = Pattern.compile("[a-zA-Z0-9_|, -]+");
    private static final Pattern NAMES = Pattern.compile("[a-zA-Z0-9_|]+");

    /**
     * What the expressions of some have, and not those of each agent (JavaScript's, Rust's): an agent that cannot read one runs no
     * hook, or for others. A counted repetition is of no use in the name of a tool, and can take all the memory there is; of classes
     * none but of letters and digits is the same for all.
     */
    private static final Pattern FOREIGN =
            Pattern.compile("\\(\\?(?!:).?|\\\\[^dDwWsSbB.\\\\|()\\[\\]{}^$*+?/-]|[*+?}]\\+|&&|\\{"
                    + "|\\[(?!\\^?(?:[A-Za-z0-9_-]|\\\\[wd])+\\])");

    /** No name of a tool needs a longer one. */
    private static final int MAX_EXPRESSION = 300;

    private static final int MAX_NAMES = 4_096;

    /** Why nothing is said of such a one, as the end of a sentence. */
    public static final String TOO_LONG = "is longer than " + MAX_EXPRESSION
            + " characters, so whether it fits a tool is not looked at: name the tools, or say '.*'";

    /** Refuses one that holds nothing, and one with a name in it that is none, but nearly. */
    public void check() {
        if (text.equals(STAR)) {
            throw new NotDoneException("'" + STAR + "' is no regular expression: all tools are '.*'");
        }
        if (isTooLong()) {
            throw new NotDoneException("'" + shown() + "' " + TOO_LONG);
        }
        foreign().ifPresent(part -> {
            throw new NotDoneException("'" + text + "' has '" + part + "', which the expressions of " + agent.word()
                    + " may not know, and then it runs no hook: name the tools, or say '.*'");
        });
        List<String> unfit = unfit();
        if (isUnfit()) {
            throw new NotDoneException("'" + text + "' fits no tool of " + agent.word()
                    + " that is known here, and would hold no call" + fault(text)
                    + meant(unfit.stream().findFirst().orElse(text))
                            .orElse("; a tool's name is needed, of these or mcp__…: "
                                    + String.join(", ", KnownTools.of(agent))));
        }
        for (String name : unfit) {
            meant(name).ifPresent(meant -> {
                throw new NotDoneException("'" + name + "' in '" + text + "' is no tool of " + agent.word() + meant);
            });
        }
    }

    /** Which of some names it fits; empty where it is not looked at, or where nobody can read it. */
    public Optional<Predicate<String>> expression() {
        return isTooLong() || foreign().isPresent() || !fault(text).isEmpty()
                ? Optional.empty()
                : Optional.of(expression(text));
    }

    /** What of it not each agent's expressions know. */
    public Optional<String> foreign() {
        return FOREIGN.matcher(text).results().map(MatchResult::group).findFirst();
    }

    /** No more of it than a line has room for. */
    public String shown() {
        return isTooLong() ? text.substring(0, 40) + "\u2026" : text;
    }

    /** Whether it is longer than what is looked at. */
    public boolean isTooLong() {
        boolean isList =
                text.length() <= MAX_NAMES && (isNames() || NAMES.matcher(text).matches());
        return text.length() > MAX_EXPRESSION && !isList;
    }

    /** Whether it fits no tool that is known. */
    public boolean isUnfit() {
        return unfit().size() == parts().size();
    }

    /** What of it fits none. */
    public List<String> unfit() {
        return parts().stream().filter(part -> !fitsAny(part)).toList();
    }

    /** What may have been meant, as the end of a sentence. */
    public Optional<String> meant(String part) {
        String name = part.replaceFirst("\\(.*", "").strip();
        String hint = part.equals(name) ? "" : ": a matcher is a tool's name, without what it is called with";
        return KnownTools.meant(agent, name).map(tool -> hint + "; did you mean '" + tool + "'?");
    }

    /** Whether it is names, each of which has to be the whole; for Gemini CLI whatever stands there is an expression. */
    private boolean isNames() {
        return switch (agent) {
            case CLAUDE_CODE -> CLAUDE_CODE_NAMES.matcher(text).matches();
            case CODEX -> NAMES.matcher(text).matches();
            case GEMINI -> false;
        };
    }

    private List<String> parts() {
        return isNames() || NAMES.matcher(text).matches()
                ? Arrays.stream(text.split("[|,]"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of(text);
    }

    private boolean fitsAny(String part) {
        boolean isName = isNames() || NAMES.matcher(part).matches();
        if (isName ? part.startsWith(ofServers()) : part.contains("mcp") || part.contains("__")) {
            return true; // which servers there are nobody knows here
        }
        return KnownTools.of(agent).stream().anyMatch(isNames() ? part::equals : expression(part));
    }

    /** How the names of the tools of MCP servers begin. */
    private String ofServers() {
        return agent == Agent.GEMINI ? "mcp_" : "mcp__";
    }

    private static String fault(String text) {
        try {
            var _ = com.google.re2j.Pattern.compile(text);
            return "";
        } catch (PatternSyntaxException none) {
            return " (it is no regular expression: " + none.getDescription() + ")";
        }
    }

    /** In linear time: settings come along with what others have written. */
    private static Predicate<String> expression(String part) {
        try {
            com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(part);
            return name -> pattern.matcher(name).find();
        } catch (PatternSyntaxException none) {
            return part::equals;
        }
    }
}
