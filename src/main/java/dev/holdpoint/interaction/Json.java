package dev.holdpoint.interaction;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259) as compact text: without insignificant white space, otherwise as it was sent (the numbers'
 * literals, the members' order, the strings' code points). The text was checked where it came in and is trusted here:
 * two strings of it are the same exactly where their texts are.
 */
public final class Json {

    public static final Json EMPTY_OBJECT = new Json("{}");
    public static final Json NULL = new Json("null");

    private final String text;
    /** Zero until somebody asks for it: no text is as short. Whoever asks at the same time counts the same. */
    private int size;

    public Json(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** How many bytes of UTF-8 it takes; counted once. */
    public int size() {
        if (size == 0) {
            size = Sizes.utf8(text);
        }
        return size;
    }

    public boolean isString() {
        return text.startsWith("\"");
    }

    /** What a string says; empty for anything else. */
    public Optional<String> string() {
        return isString() ? Optional.of(unescaped(text.substring(1, text.length() - 1))) : Optional.empty();
    }

    /** The elements of a list, in order; none where it is no list. */
    public List<Json> elements() {
        var elements = new ArrayList<Json>();
        for (int at = 1; text.startsWith("[") && text.charAt(at) != ']'; ) {
            int end = endOfValue(at);
            elements.add(new Json(text.substring(at, end)));
            at = text.charAt(end) == ',' ? end + 1 : end;
        }
        return elements;
    }

    /** The value of an object's member whose name needs no escapes; empty where there is none. */
    public Optional<Json> member(String name) {
        String quoted = '"' + name + '"';
        for (int at = 1; text.startsWith("{") && text.charAt(at) != '}'; ) {
            int colon = endOfString(at);
            int end = endOfValue(colon + 1);
            if (text.startsWith(quoted, at) && colon == at + quoted.length()) {
                return Optional.of(new Json(text.substring(colon + 1, end)));
            }
            at = text.charAt(end) == ',' ? end + 1 : end;
        }
        return Optional.empty();
    }

    /** Whether a string that passes stands in it, at any depth; members' names are none. */
    public boolean hasString(Predicate<String> wanted) {
        for (int at = text.indexOf('"'); at >= 0; ) {
            int end = endOfString(at);
            boolean isName = end < text.length() && text.charAt(end) == ':';
            if (!isName && wanted.test(unescaped(text.substring(at + 1, end - 1)))) {
                return true;
            }
            at = text.indexOf('"', end);
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && text.equals(json.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String unescaped(String escaped) {
        int at = escaped.indexOf('\\');
        if (at < 0) {
            return escaped;
        }
        var plain = new StringBuilder(escaped.length());
        int from = 0;
        for (; at >= 0; at = escaped.indexOf('\\', from)) {
            plain.append(escaped, from, at);
            char what = escaped.charAt(at + 1);
            from = at + (what == 'u' ? 6 : 2);
            plain.append(
                    switch (what) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'u' -> (char) HexFormat.fromHexDigits(escaped, at + 2, from);
                        default -> what;
                    });
        }
        return plain.append(escaped, from, escaped.length()).toString();
    }

    private int endOfValue(int start) {
        int depth = 0;
        int at = start;
        do {
            switch (text.charAt(at)) {
                case '"' -> at = endOfString(at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0 || (at < text.length() && isInScalar(start, at)));
        return at;
    }

    /** Whether a number or a word that begins at {@code start} goes on at {@code at}. */
    private boolean isInScalar(int start, int at) {
        boolean isScalar = "{[\"".indexOf(text.charAt(start)) < 0;
        return isScalar && ",]}".indexOf(text.charAt(at)) < 0;
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
