package dev.holdpoint.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** JSON that others wrote: strict in its syntax, no member twice, numbers as they were written, and nothing is thrown. */
public final class Trees {

    public static final JsonNode NONE = MissingNode.getInstance();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A class of characters, and not {@code \R+}, which ends in an overflow of the stack where there are many. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\\n-\\r\\u0085\\u2028\\u2029]+");

    private Trees() {}

    /** A missing node where it is no JSON. */
    public static JsonNode read(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode tree = MAPPER.readTree(text);
            return tree == null ? NONE : tree;
        } catch (IOException | NumberFormatException none) { // the latter for a number that no number can be
            return NONE;
        }
    }

    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What others wrote, on one line of a terminal: nothing in it turns the line around, begins another or hides. */
    public static String visible(String text) {
        return text.codePoints()
                .map(point -> isMisleading(point) ? 0xfffd : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same of a text of several lines, with semicolons between them. */
    public static String oneLine(String text) {
        return visible(LINE_ENDS.matcher(text).replaceAll("; "));
    }

    private static boolean isMisleading(int point) {
        int kind = Character.getType(point);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR
                || kind == Character.SURROGATE;
    }
}
