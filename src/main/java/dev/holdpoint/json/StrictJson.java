package dev.holdpoint.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Members.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object strictly and keeps its members as compact text: no duplicate member at any depth, no lone
 * surrogate, no nesting deeper than {@value #MAX_DEPTH}, no number of more than {@value #MAX_NUMBER_LENGTH} characters.
 * Every error is reported with its place, once. Not thread-safe.
 */
public final class StrictJson {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** An escape; one of a surrogate names it. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)");

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Violations violations = new Violations();
    private final StringBuilder compact = new StringBuilder();
    private final ArrayDeque<Level> open = new ArrayDeque<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final String opened;
    private final Map<String, Member> inner = new LinkedHashMap<>();
    private boolean isBroken;

    private StrictJson(String opened) {
        this.opened = opened;
    }

    /**
     * An object as it was read.
     *
     * @param body its members
     * @param inner the members of the one that was to be opened; none where it is absent or no object
     */
    public record Read(Members body, Members inner) {}

    /** An object or a list that is being read. */
    private static final class Level {
        private final @Nullable Set<String> names;
        private String name = "";
        private int index = -1;
        private int valueStart;

        Level(boolean isObject) {
            names = isObject ? new HashSet<>() : null;
        }

        String token() {
            return names == null ? Integer.toString(index) : Pointers.token(name);
        }
    }

    /** Reads a body of up to {@code limit} bytes, insignificant white space not counted. */
    public static Members read(byte[] body, int limit) {
        return read(body, limit, "").body();
    }

    /** As {@link #read(byte[], int)}, and opens one of its members too. */
    public static Read read(byte[] body, int limit, String opened) {
        var reader = new StrictJson(opened);
        try {
            reader.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException malformed) {
            reader.breakOff("the body is not UTF-8");
        }
        if (reader.compact.length() * 3L > limit && Sizes.utf8(reader.compact.toString()) > limit) {
            reader.violations.add(Violation.tooLarge("", limit));
        }
        return new Read(
                new Members("", reader.members, reader.violations, reader.isBroken),
                new Members("/" + opened, reader.inner, reader.violations, reader.isBroken));
    }

    /** The object that a text is, read as strictly; empty where it is none. */
    public static Optional<Json> object(String text) {
        var reader = new StrictJson("");
        reader.read(text);
        return reader.violations.isEmpty() ? Optional.of(new Json(reader.compact.toString())) : Optional.empty();
    }

    private void read(String text) {
        try (JsonParser parser = FACTORY.createParser(withSurrogates(text))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                breakOff("a JSON object is needed here");
                return;
            }
            enter(true);
            while (!open.isEmpty()) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    breakOff("the JSON ends too early");
                    return;
                }
                take(token, parser);
                if (open.size() > MAX_DEPTH) {
                    breakOff(pointer(), "nested deeper than " + MAX_DEPTH);
                    return;
                }
            }
            if (parser.nextToken() != null) {
                breakOff("something follows the JSON object");
            }
        } catch (IOException broken) {
            breakOff(syntax(broken));
        }
    }

    /** The same text with surrogates for their escapes: the parser breaks off at the escape of a lone one in a name. */
    static String withSurrogates(String text) {
        if (!text.contains("\\ud") && !text.contains("\\uD")) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(escape -> {
            String surrogate = escape.group(1);
            return Matcher.quoteReplacement(
                    surrogate == null ? escape.group() : Character.toString(Integer.parseInt(surrogate, 16)));
        });
    }

    /** It is no JSON object, or none that is read on: what its members are is not known, and that alone is told. */
    private void breakOff(String detail) {
        breakOff("", detail);
    }

    private void breakOff(String pointer, String detail) {
        members.clear();
        inner.clear();
        compact.setLength(0);
        violations.only(new Violation(pointer, detail));
        isBroken = true;
    }

    private void take(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case FIELD_NAME -> takeName(parser.currentName());
            case END_OBJECT, END_ARRAY -> leave(token == JsonToken.END_OBJECT);
            case START_OBJECT, START_ARRAY -> {
                beginValue();
                enter(token == JsonToken.START_OBJECT);
            }
            default -> {
                beginValue();
                takeScalar(token, parser.getText());
                endValue(token, token == JsonToken.VALUE_STRING ? parser.getText() : "");
            }
        }
    }

    private void takeName(String name) {
        Level level = open.getLast();
        level.name = name;
        if (level.names != null && !level.names.add(name)) {
            report("the member stands here twice");
        }
        checkSurrogates(name);
    }

    private void takeScalar(JsonToken token, String text) {
        if (token == JsonToken.VALUE_STRING) {
            checkSurrogates(text);
            quote(text);
            return;
        }
        if (token.isNumeric() && text.length() > MAX_NUMBER_LENGTH) {
            report("a number of more than " + MAX_NUMBER_LENGTH + " characters");
        }
        compact.append(text);
    }

    /** Writes what stands before a value: the comma, and the name of a member. */
    private void beginValue() {
        Level level = open.getLast();
        level.index++;
        if (level.index > 0) {
            compact.append(',');
        }
        if (level.names != null) {
            quote(level.name);
            compact.append(':');
        }
        level.valueStart = compact.length();
    }

    private void endValue(JsonToken token, String string) {
        Level level = open.getLast();
        Map<String, Member> kept = open.size() == 1 ? members : isOpened() ? inner : null;
        if (kept != null) {
            kept.put(level.name, new Member(token, new Json(compact.substring(level.valueStart)), string));
        }
    }

    /** Whether what is read now is a member of the object that is to be opened. */
    private boolean isOpened() {
        return open.size() == 2
                && open.getLast().names != null
                && open.getFirst().name.equals(opened);
    }

    private void enter(boolean isObject) {
        open.addLast(new Level(isObject));
        compact.append(isObject ? '{' : '[');
    }

    private void leave(boolean isObject) {
        compact.append(isObject ? '}' : ']');
        open.removeLast();
        if (!open.isEmpty()) {
            endValue(isObject ? JsonToken.START_OBJECT : JsonToken.START_ARRAY, "");
        }
    }

    private void quote(String text) {
        compact.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, compact);
        compact.append('"');
    }

    private void checkSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                report("a lone surrogate");
                return;
            }
        }
    }

    private void report(String detail) {
        violations.report(this::pointer, detail);
    }

    /** Where the value is that is read now. */
    private String pointer() {
        var pointer = new StringBuilder();
        open.forEach(level -> {
            if (level.names == null ? level.index >= 0 : level.names.contains(level.name)) {
                pointer.append('/').append(level.token());
            }
        });
        return pointer.toString();
    }

    /** Where the text is no JSON, in words of ours: those of a parser change with it, and quote what was sent. */
    private static String syntax(IOException broken) {
        if (broken instanceof JsonEOFException) {
            return "the JSON ends too early";
        }
        JsonLocation at = broken instanceof JsonProcessingException where ? where.getLocation() : null;
        return at == null ? "not JSON" : "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
