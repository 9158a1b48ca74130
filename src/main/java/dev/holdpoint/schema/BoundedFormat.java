package dev.holdpoint.schema;

import static java.util.Objects.requireNonNull;

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
        var known = Map.copyOf(formats);
        formats.clear();
        MAX_LENGTH.forEach(
                (name, length) -> formats.put(name, new BoundedFormat(requireNonNull(known.get(name)), length)));
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
