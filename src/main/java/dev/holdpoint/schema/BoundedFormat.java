package dev.holdpoint.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.Map;

/** A format of the library, asked only about texts that may be of it: what is longer is not, and costs nothing to tell. */
record BoundedFormat(Format format, int maxLength) implements Format {

    private static final int CHARACTERS_PER_STEP = 16;

    /** How long a text of each format of the contract can be. */
    private static final Map<String, Integer> MAX_LENGTH = Map.of(
            "email", 320,
            "uri", Integer.MAX_VALUE,
            "uuid", 36,
            "date", 10,
            "date-time", 64);

    /** Leaves the formats of the contract, each bounded. */
    static void only(Map<String, Format> formats) {
        formats.keySet().retainAll(MAX_LENGTH.keySet());
        formats.replaceAll((name, format) -> new BoundedFormat(format, MAX_LENGTH.get(name)));
    }

    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public String getMessageKey() {
        return format.getMessageKey();
    }

    @Override
    public boolean matches(ExecutionContext execution, String text) {
        if (text.length() > maxLength) {
            return false;
        }
        Meter.charge(1 + text.length() / CHARACTERS_PER_STEP);
        return format.matches(execution, text);
    }
}
