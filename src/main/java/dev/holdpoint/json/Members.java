package dev.holdpoint.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.interaction.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, as they are asked for one by one. What is wrong with them is collected in its {@link
 * Violations}; what is asked for and wrong, or not there, is null. Not thread-safe.
 */
public final class Members {

    private final String prefix;
    private final Map<String, Member> members;
    private final Violations violations;
    private final boolean isBroken;

    /**
     * A value.
     *
     * @param token its kind: for objects and lists their start
     * @param value compact JSON
     * @param string what a string says; empty for other kinds
     */
    record Member(JsonToken token, Json value, String string) {
        boolean isNull() {
            return token == JsonToken.VALUE_NULL;
        }
    }

    /**
     * @param prefix where the object stands
     * @param isBroken whether it is no object at all, so that no member can be missing
     */
    Members(String prefix, Map<String, Member> members, Violations violations, boolean isBroken) {
        this.prefix = prefix;
        this.members = members;
        this.violations = violations;
        this.isBroken = isBroken;
    }

    /** Refuses every member that is none of these. */
    public Members allowOnly(Set<String> names) {
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                report(
                        name,
                        "unknown member; known are " + names.stream().sorted().toList());
            }
        }
        return this;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Any value, {@code null} included; null where the member is absent. */
    public @Nullable Json value(String name) {
        Member member = members.get(name);
        return member == null ? null : member.value;
    }

    /** As {@link #value}, and the member must be there. */
    public Json requiredValue(String name) {
        if (!has(name) && !isBroken) {
            report(name, "missing: any JSON is needed here");
        }
        Json value = value(name);
        return value == null ? Json.NULL : value;
    }

    /** Any value but {@code null}, which means the same as absent. */
    public @Nullable Json optionalValue(String name) {
        return isAbsent(name) ? null : value(name);
    }

    public @Nullable Json object(String name) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        if (member.token != JsonToken.START_OBJECT) {
            report(name, "an object is needed here");
            return null;
        }
        return member.value;
    }

    public @Nullable Boolean truth(String name) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        if (member.token != JsonToken.VALUE_TRUE && member.token != JsonToken.VALUE_FALSE) {
            report(name, "true or false is needed here");
            return null;
        }
        return member.token == JsonToken.VALUE_TRUE;
    }

    /** A whole number within bounds. */
    public @Nullable Integer number(String name, int least, int most) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        String text = member.value.text();
        boolean isWhole = member.token == JsonToken.VALUE_NUMBER_INT && text.length() <= 9;
        if (!isWhole || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            report(name, "a whole number from " + least + " to " + most + " is needed here");
            return null;
        }
        return Integer.valueOf(text);
    }

    public @Nullable String string(String name) {
        return string(name, text -> true, "a string is needed here");
    }

    /** A string that is {@code valid}; else {@code shape} says what is needed. */
    public @Nullable String string(String name, Predicate<String> valid, String shape) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        if (member.token != JsonToken.VALUE_STRING || !valid.test(member.string)) {
            report(name, shape);
            return null;
        }
        return member.string;
    }

    /** As {@link #string}, and the member must be there. */
    public @Nullable String requiredString(String name, Predicate<String> valid, String shape) {
        if (isAbsent(name) && !isBroken) {
            report(name, "missing: " + shape);
        }
        return string(name, valid, shape);
    }

    /** A list of one or more strings, each of them {@code valid}; else {@code shape} says what each has to be. */
    public @Nullable List<String> strings(String name, Predicate<String> valid, String shape) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        List<Json> elements = member.token == JsonToken.START_ARRAY ? member.value.elements() : List.of();
        if (elements.isEmpty()) {
            report(name, "a list of one or more strings is needed here");
            return null;
        }
        var strings = new ArrayList<String>();
        for (int i = 0; i < elements.size(); i++) {
            Optional<String> string = elements.get(i).string().filter(valid);
            if (string.isPresent()) {
                strings.add(string.get());
            } else {
                violations.report(pointer(name) + "/" + i, shape);
            }
        }
        return strings;
    }

    /** All members but these, as an object, in their order and as they were sent. */
    public Json without(Set<String> names) {
        var rest = new ObjectText();
        members.forEach((name, member) -> {
            if (!names.contains(name)) {
                rest.put(name, member.value);
            }
        });
        return rest.json();
    }

    /** Tells what is wrong with a member. */
    public void report(String name, String detail) {
        violations.report(pointer(name), detail);
    }

    /** Tells what is wrong with the object as a whole. */
    public void report(String detail) {
        violations.report(prefix, detail);
    }

    public boolean isBroken() {
        return isBroken;
    }

    public Violations violations() {
        return violations;
    }

    Map<String, Member> all() {
        return members;
    }

    private @Nullable Member present(String name) {
        return isAbsent(name) ? null : members.get(name);
    }

    private boolean isAbsent(String name) {
        Member member = members.get(name);
        return member == null || member.isNull();
    }

    private String pointer(String name) {
        return prefix + "/" + Pointers.token(name);
    }
}
