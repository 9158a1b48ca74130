package dev.holdpoint.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/**
 * On which event a hook is run, also where its input breaks off or is too large: a block that is worded for another event is none.
 * Only what the agent says of itself counts, never what stands in a tool's input, which a model writes.
 */
final class EventName {

    static final String MEMBER = "hook_event_name";

    private static final JsonFactory FACTORY = new JsonFactory();

    private EventName() {}

    /** The first that is said; empty where none is before the input ends or is no JSON. */
    static String of(InputStream input) {
        try (JsonParser parser = FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.currentName().equals(MEMBER);
                if (parser.nextToken() == JsonToken.VALUE_STRING && isIt) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException broken) {
            return "";
        }
    }
}
