package dev.holdpoint.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JSON as a person wrote it, comments and all, in which something is put or taken out without a change to the rest.
 *
 * @param text as it stands in the file
 */
public record SettingsText(String text) {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String MARK = "\uFEFF";

    /** A place that is not that of the error, as the parser words it. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^\\]]*?(line: \\d+, column: \\d+)\\]");

    private static final Pattern INDENTED = Pattern.compile("(?m)^([ \\t]+)\\S");

    /** A value and where it stands: from its first character to behind its last. */
    public record Node(JsonToken kind, int start, int end, String word, List<Member> members, int nameStart) {
        public Optional<Node> member(String name) {
            return members.stream()
                    .filter(member -> member.name().equals(name))
                    .map(Member::value)
                    .findFirst();
        }

        public List<Node> elements() {
            return members.stream().map(Member::value).toList();
        }

        public boolean isObject() {
            return kind == JsonToken.START_OBJECT;
        }

        public boolean isTrue() {
            return kind == JsonToken.VALUE_TRUE;
        }

        /** What a number says; 0 where it is none. */
        public long number() {
            return kind != null && kind.isNumeric() ? (long) Double.parseDouble(word) : 0;
        }

        public boolean isList() {
            return kind == JsonToken.START_ARRAY;
        }
    }

    /** A member of an object; an element of a list, whose name is empty. */
    public record Member(String name, Node value) {}

    /** The whole; empty where it is no JSON, with comments at most. */
    public Optional<Node> root() {
        try {
            return read();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Why it is no JSON, and in which line and column; empty where it is, or where nothing stands in it. */
    public Optional<String> trouble() {
        try {
            read();
            return Optional.empty();
        } catch (JsonProcessingException none) {
            JsonLocation at = none.getLocation();
            String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return Optional.of(where + SOURCE.matcher(none.getOriginalMessage()).replaceAll("$1"));
        } catch (IOException none) {
            return Optional.of(String.valueOf(none.getMessage()));
        }
    }

    /** In which line and column something begins. */
    public String place(Node node) {
        return place(node.start());
    }

    /** In which line and column a character is. */
    public String place(int at) {
        int line =
                (int) text.substring(0, at).chars().filter(one -> one == '\n').count() + 1;
        return "line " + line + ", column " + (at - text.lastIndexOf('\n', at - 1));
    }

    /** Without the mark of the order of its bytes; what stands in it keeps its place. */
    public String plain() {
        return text.startsWith(MARK) ? " " + text.substring(1) : text;
    }

    private Optional<Node> read() throws IOException {
        try (JsonParser parser = FACTORY.createParser(plain())) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Node root = node(parser, -1);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something stands behind its end", parser.currentTokenLocation());
            }
            return Optional.of(root);
        }
    }

    private static Node node(JsonParser parser, int nameStart) throws IOException {
        JsonToken kind = parser.currentToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        var members = new ArrayList<Member>();
        String word = kind != null && kind.isScalarValue() ? parser.getText() : "";
        if (kind == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int at = (int) parser.currentTokenLocation().getCharOffset();
                parser.nextToken();
                members.add(new Member(name, node(parser, at)));
            }
        } else if (kind == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                members.add(new Member("", node(parser, -1)));
            }
        } else if (kind == null) {
            throw new JsonParseException(parser, "it ends too early", parser.currentLocation());
        }
        int end = (int) parser.currentLocation().getCharOffset();
        return new Node(kind, start, end, word, List.copyOf(members), nameStart);
    }

    /** The same with something more at the beginning of an object or a list; its lines are indented as they have to be. */
    public SettingsText withFirst(Node container, List<String> lines) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        int at = container.start() + 1;
        String blank = blankAt(at);
        boolean isEmpty = container.members().isEmpty();
        String outer = indentOfLine(container.start());
        String inner = !isEmpty && blank.contains("\n") ? blank.substring(blank.lastIndexOf('\n') + 1) : outer + unit();
        String added =
                lines.stream().map(line -> newline + inner + indented(line)).collect(Collectors.joining());
        if (!isEmpty) {
            return spliced(at, at, added + ",");
        }
        return spliced(at, at, blank.contains("\n") ? added : added + newline + outer);
    }

    /** The same without a member or an element, and the comma that went with it; comments there stay. */
    SettingsText without(Node container, Node part) {
        int index = container.elements().indexOf(part);
        int start = Math.max(part.start(), 0);
        if (part.nameStart() >= 0) {
            start = part.nameStart();
        }
        boolean isLast = index == container.members().size() - 1;
        if (isLast && index > 0) {
            return cut(container.elements().get(index - 1).end(), part.end());
        }
        if (isLast) {
            return cut(container.start() + 1, container.end() - 1);
        }
        Node next = container.elements().get(index + 1);
        int after = next.nameStart() >= 0 ? next.nameStart() : next.start();
        boolean wasPutBefore = index == 0 && text.charAt(after - 1) == ',';
        return cut(wasPutBefore ? container.start() + 1 : start, after);
    }

    /** The lines of all hooks. */
    public List<String> commands() {
        return root().stream()
                .flatMap(HookEntry::in)
                .flatMap(hook -> hook.line().stream())
                .toList();
    }

    /** Without the hooks whose lines are of a kind, and what is empty then; each is a reading of the whole. */
    public SettingsText withoutHooks(Predicate<String> isOurs) {
        SettingsText left = this;
        Optional<HookEntry> first = left.firstHook(isOurs);
        while (first.isPresent()) {
            left = left.without(first.get().path());
            first = left.firstHook(isOurs);
        }
        return left;
    }

    private Optional<HookEntry> firstHook(Predicate<String> isOurs) {
        return root().stream()
                .flatMap(HookEntry::in)
                .filter(hook -> hook.line().filter(isOurs).isPresent())
                .findFirst();
    }

    /**
     * Takes the last of these out, and of those it stands in all that have nothing else: a group's matcher is nothing by
     * itself, and a comment is something.
     */
    private SettingsText without(List<Node> path) {
        int part = above(path, path.size() - 1);
        if (part == 4) {
            part = above(path, 3); // the list of a group's handlers
        }
        return without(path.get(part - 1), path.get(part));
    }

    private int above(List<Node> path, int from) {
        int part = from;
        while (part > 1 && path.get(part - 1).members().size() == 1 && !isCommented(path, part)) {
            part--;
        }
        return part;
    }

    /** Whether somebody wrote into the list of an event, or of all; a group is as much ours as what is in it. */
    private boolean isCommented(List<Node> path, int part) {
        Node container = path.get(part - 1);
        Node only = path.get(part);
        var comments = new Comments(text);
        return part <= 3
                && (comments.isAnyIn(container.start(), only.start()) || comments.isAnyIn(only.end(), container.end()));
    }

    private SettingsText cut(int from, int to) {
        return spliced(from, to, new Comments(text).leftOf(from, to));
    }

    private SettingsText spliced(int from, int to, String with) {
        return new SettingsText(text.substring(0, from) + with + text.substring(to));
    }

    /** By as many steps as it has pairs of spaces. */
    private String indented(String line) {
        String content = line.stripLeading();
        return unit().repeat((line.length() - content.length()) / 2) + content;
    }

    private String blankAt(int at) {
        int end = at;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    private String indentOfLine(int at) {
        int begin = text.lastIndexOf('\n', at) + 1;
        int end = begin;
        while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(begin, end);
    }

    private String unit() {
        Matcher first = INDENTED.matcher(text);
        return first.find() ? first.group(1) : "  ";
    }
}
