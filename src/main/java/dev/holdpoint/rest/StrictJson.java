package dev.holdpoint.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.rest.Members.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object strictly and keeps its members as compact text: no duplicate member at any depth, no lone
 * surrogate, no nesting deeper than {@value #MAX_DEPTH}, no number of more than {@value #MAX_NUMBER_LENGTH} characters.
 * Every error is reported with its place.
 */
final class StrictJson {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_VIOLATIONS = 100;

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

    private final String prefix;
    private final List<Violation> violations = new ArrayList<>();
    private final StringBuilder compact = new StringBuilder();
    private final ArrayDeque<Level> open = new ArrayDeque<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private int memberStart;

    private StrictJson(String prefix) {
        this.prefix = prefix;
    }

    /** An object or a list that is being read. */
    private static final class Level {
        private final @Nullable Set<String> names;
        private String name = "";
        private int index = -1;

        Level(boolean isObject) {
            names = isObject ? new HashSet<>() : null;
        }

        String token() {
            return names == null
                    ? Integer.toString(index)
                    : name.replace("~", "~0").replace("/", "~1");
        }
    }

    /** The members of a body. */
    static Members readBody(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return read(text.toString(), "");
        } catch (CharacterCodingException malformed) {
            return Members.broken("", "the body is not UTF-8");
        }
    }

    /** The members of an object that stands at {@code pointer} in a body. */
    static Members read(String text, String pointer) {
        return new StrictJson(pointer).read(text);
    }

    private Members read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Members.broken(prefix, "a JSON object is needed here");
            }
            enter(true);
            while (!open.isEmpty()) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Members.broken(prefix, "the JSON ends too early");
                }
                take(token, parser);
                if (open.size() > MAX_DEPTH) {
                    report("nested deeper than " + MAX_DEPTH);
                    return new Members(prefix, members, violations, compact);
                }
            }
            if (parser.nextToken() != null) {
                return Members.broken(prefix, "something follows the JSON object");
            }
            return new Members(prefix, members, violations, compact);
        } catch (IOException broken) {
            return Members.broken(prefix, "not JSON: " + firstLine(broken));
        }
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
                endValue(token, parser.getText());
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
        if (open.size() == 1) {
            memberStart = compact.length();
        }
    }

    private void endValue(JsonToken token, String text) {
        if (open.size() == 1) {
            String value = compact.substring(memberStart);
            members.put(open.getLast().name, new Member(token, value, token == JsonToken.VALUE_STRING ? text : ""));
        }
    }

    private void enter(boolean isObject) {
        compact.append(isObject ? '{' : '[');
        open.addLast(new Level(isObject));
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
        if (violations.size() < MAX_VIOLATIONS) {
            var pointer = new StringBuilder(prefix);
            open.forEach(level -> {
                if (level.names == null ? level.index >= 0 : level.names.contains(level.name)) {
                    pointer.append('/').append(level.token());
                }
            });
            violations.add(new Violation(pointer.toString(), detail));
        }
    }

    private static String firstLine(IOException broken) {
        String message = String.valueOf(broken.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
