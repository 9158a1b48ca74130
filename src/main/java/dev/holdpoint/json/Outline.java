package dev.holdpoint.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What can be read of an object that {@link StrictJson} refuses for something that stands in it: by this its sender can be told so
 * as it understands, and nothing else may be done by it.
 */
public final class Outline {

    /** What lies deeper is left out. */
    private static final int DEPTH = 3;

    /** Strings and numbers that are longer are left out. */
    private static final int LONGEST = 256;

    private static final JsonFactory FACTORY = StrictJson.FACTORY;

    private Outline() {}

    /** The object without what is deep, long or no Unicode; members that stand twice stay so. Empty where it is no JSON. */
    public static Optional<byte[]> of(byte[] body) {
        var text = new StringWriter();
        String given = StrictJson.withSurrogates(new String(body, StandardCharsets.UTF_8));
        try (JsonParser parser = FACTORY.createParser(given);
                JsonGenerator generator = FACTORY.createGenerator(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            copy(parser, generator);
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException broken) {
            return Optional.empty();
        }
        return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(JsonParser parser, JsonGenerator to) throws IOException {
        to.writeStartObject();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_OBJECT) {
                to.writeEndObject();
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT && depth < DEPTH && isShort(name)) {
                    to.writeObjectFieldStart(name);
                    depth++;
                } else if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (isShort(name) && isShort(parser.getText())) {
                    to.writeFieldName(name);
                    to.copyCurrentEvent(parser);
                }
            } else {
                throw new IOException("the text ends before its object does");
            }
        }
    }

    private static boolean isShort(String text) {
        boolean isUnicode =
                text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return text.length() <= LONGEST && isUnicode;
    }
}
