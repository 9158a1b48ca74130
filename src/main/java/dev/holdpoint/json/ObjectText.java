package dev.holdpoint.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdpoint.interaction.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A JSON object that is put together from values as they were sent: what is not looked at goes out as it came. Not thread-safe. */
public final class ObjectText {

    private final Map<String, Json> members = new LinkedHashMap<>();

    /** A copy of an object, its members as they were sent. */
    public static ObjectText of(Json object) {
        var copy = new ObjectText();
        StrictJson.read(object.text().getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE)
                .all()
                .forEach((name, member) -> copy.put(name, member.value()));
        return copy;
    }

    /** With something else in place of each value. */
    public ObjectText replaceAll(UnaryOperator<Json> change) {
        members.replaceAll((name, value) -> change.apply(value));
        return this;
    }

    /** With a member, in the place of one of this name; without it where there is no value. */
    public ObjectText put(String name, @Nullable Json value) {
        if (value == null) {
            return without(name);
        }
        members.put(name, value);
        return this;
    }

    /** The same with a string. */
    public ObjectText put(String name, @Nullable String value) {
        return value == null ? without(name) : put(name, quoted(value));
    }

    public ObjectText put(String name, boolean value) {
        return put(name, new Json(Boolean.toString(value)));
    }

    public ObjectText put(String name, ObjectText value) {
        return put(name, value.json());
    }

    public ObjectText putAll(ObjectText others) {
        others.members.forEach(this::put);
        return this;
    }

    /** What its members are called, in their order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** The value of its first member. */
    public Optional<Json> first() {
        return members.values().stream().findFirst();
    }

    public ObjectText without(String name) {
        members.remove(name);
        return this;
    }

    public Json json() {
        var text = new StringBuilder("{");
        members.forEach((name, value) -> {
            text.append(text.length() == 1 ? "" : ",");
            quote(name, text);
            text.append(':').append(value.text());
        });
        return new Json(text.append('}').toString());
    }

    /** A string as JSON. */
    public static Json quoted(String text) {
        return new Json(quote(text, new StringBuilder(text.length() + 2)).toString());
    }

    private static StringBuilder quote(String string, StringBuilder text) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(string, text);
        return text.append('"');
    }
}
