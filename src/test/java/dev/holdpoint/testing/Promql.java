package dev.holdpoint.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus' query language speaks of: the series that it selects, and the labels that it groups by.
 * Enough of the language for dashboards and alerts, and no more.
 */
public record Promql(List<Selector> selectors, Set<String> groupings) {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    /** A name that is not a function's. */
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:.$])([a-zA-Z_:][\\w:]*+)(?!\\s*\\()\\s*(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*#(\\d+)#");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

    /** Series of one name; of labels that have to have certain values these, each where it is one of several. */
    public record Selector(String name, Map<String, Set<String>> labels) {}

    public static Promql of(String expression) {
        // Braces and brackets in a text are none.
        var texts = new ArrayList<String>();
        String plain = TEXT.matcher(expression).replaceAll(text -> {
            texts.add(text.group(1));
            return "#" + (texts.size() - 1) + "#";
        });
        var groupings = new TreeSet<String>();
        plain = GROUPING.matcher(plain).replaceAll(grouping -> {
            WORD.matcher(grouping.group(1)).results().forEach(label -> groupings.add(label.group()));
            return " ";
        });
        plain = RANGE.matcher(plain).replaceAll(" ");
        List<Selector> selectors = SELECTOR.matcher(plain)
                .results()
                .filter(found -> !WORDS.contains(found.group(1)))
                .map(found -> selector(found, texts))
                .toList();
        return new Promql(selectors, groupings);
    }

    private static Selector selector(MatchResult found, List<String> texts) {
        var labels = new TreeMap<String, Set<String>>();
        if (found.group(2) != null) {
            MATCHER.matcher(found.group(2)).results().forEach(matcher -> {
                String text = texts.get(Integer.parseInt(matcher.group(3)));
                labels.put(matcher.group(1), isSimple(matcher.group(2), text) ? Set.of(text.split("\\|")) : Set.of());
            });
        }
        return new Selector(found.group(1), labels);
    }

    /** Values, and no pattern or variable. */
    private static boolean isSimple(String operator, String text) {
        return operator.equals("=") || (operator.equals("=~") && text.matches("[\\w|/{}-]+"));
    }
}
