package dev.holdpoint.cli;

import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import java.util.Optional;

/** How far a backup is, as a server tells it before its answer. */
record Underway(int mebibytes, int of) {

    private static final int MOST = 999_999_999;

    static Underway of(long bytes, long all) {
        return new Underway((int) Math.min(MOST, bytes >> 20), (int) Math.min(MOST, all >> 20));
    }

    /** Compact: one line. */
    byte[] encode() {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeNumberField("underway", mebibytes);
            json.writeNumberField("of", of);
            json.writeEndObject();
        });
    }

    /** Reads one; empty where it is something else. */
    static Optional<Underway> parse(byte[] line) {
        Members members = StrictJson.read(line, Answer.MAX_SIZE);
        Integer done = members.has("underway") ? members.number("underway", 0, MOST) : null;
        Integer of = members.has("of") ? members.number("of", 0, MOST) : null;
        return done == null || of == null ? Optional.empty() : Optional.of(new Underway(done, of));
    }

    long bytes() {
        return (long) mebibytes << 20;
    }

    long all() {
        return (long) of << 20;
    }
}
