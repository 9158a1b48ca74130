package dev.holdpoint.cli;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import java.util.Set;

/** What became of a {@link Request}. */
sealed interface Answer {

    /** In bytes, as JSON: what a list of all tokens may take. */
    int MAX_SIZE = 64 << 20;

    /** It was done; {@code result} is what the HTTP contract answers to it. */
    record Done(Json result) implements Answer {}

    /** Nothing was done, for a reason that is told in a line. */
    record Refused(String why) implements Answer {}

    /** Compact: one line. */
    default byte[] encode() {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            switch (this) {
                case Done(Json result) -> {
                    json.writeFieldName("done");
                    json.writeRawValue(result.text());
                }
                case Refused(String why) -> json.writeStringField("refused", why);
            }
            json.writeEndObject();
        });
    }

    /** Reads one; what is none refuses. */
    static Answer parse(byte[] bytes) {
        Members members = StrictJson.read(bytes, MAX_SIZE).allowOnly(Set.of("done", "refused"));
        Json result = members.object("done");
        String why = members.string("refused");
        if (!members.violations().isEmpty() || (result == null) == (why == null)) {
            return new Refused("the server's answer is none: is it of another version?");
        }
        return result == null ? new Refused(String.valueOf(why)) : new Done(result);
    }
}
