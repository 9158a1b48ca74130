package dev.holdpoint.rest;

import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.rest.Problem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object in a request, as they are asked for one by one. What is wrong with them is collected, and
 * told all at once by {@link #finish}. Not thread-safe.
 */
final class Members {

    private final String prefix;
    private final Map<String, Member> members;
    private final List<Violation> violations;
    private final List<Violation> tooLarge = new ArrayList<>();
    private final CharSequence text;
    private boolean isBroken;

    /**
     * A value.
     *
     * @param token its kind: for objects and lists their start
     * @param text compact JSON
     * @param string what a string says; empty for other kinds
     */
    record Member(JsonToken token, String text, String string) {
        boolean isNull() {
            return token == JsonToken.VALUE_NULL;
        }
    }

    /**
     * @param prefix where the object stands
     * @param text the object without insignificant white space
     */
    Members(String prefix, Map<String, Member> members, List<Violation> violations, CharSequence text) {
        this.prefix = prefix;
        this.members = members;
        this.violations = violations;
        this.text = text;
    }

    /** Something that is no object at all. */
    static Members broken(String pointer, String detail) {
        var broken = new Members(pointer, Map.of(), new ArrayList<>(List.of(new Violation(pointer, detail))), "");
        broken.isBroken = true;
        return broken;
    }

    /** Refuses every member that is none of these. */
    Members allowOnly(Set<String> names) {
        for (String name : members.keySet()) {
            if (!names.contains(name)) {
                report(
                        name,
                        "unknown member; known are " + names.stream().sorted().toList());
            }
        }
        return this;
    }

    /** Refuses the whole object where it is larger than {@code limit} bytes. */
    Members limit(long limit) {
        if (isLonger(text, limit)) {
            tooLarge.add(new Violation(prefix, "larger than " + limit + " bytes"));
        }
        return this;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Any value, {@code null} included; null where the member is absent or its value is larger than {@code limit}. */
    @Nullable Json value(String name, long limit) {
        Member member = members.get(name);
        if (member == null) {
            return null;
        }
        if (isLonger(member.text, limit)) {
            tooLarge.add(new Violation(pointer(name), "larger than " + limit + " bytes"));
            return null;
        }
        return new Json(member.text);
    }

    /** Any value but {@code null}, which means the same as absent. */
    @Nullable Json optionalValue(String name, long limit) {
        return isAbsent(name) ? null : value(name, limit);
    }

    @Nullable Json object(String name, long limit) {
        Member member = present(name);
        if (member == null) {
            return null;
        }
        if (member.token != JsonToken.START_OBJECT) {
            report(name, "an object is needed here");
            return null;
        }
        return value(name, limit);
    }

    /** A string that is {@code valid}; else {@code shape} says what is needed. */
    @Nullable String string(String name, Predicate<String> valid, String shape) {
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
    String requiredString(String name, Predicate<String> valid, String shape) {
        if (isAbsent(name) && !isBroken) {
            report(name, "missing: " + shape);
        }
        String value = string(name, valid, shape);
        return value == null ? "" : value;
    }

    void report(String name, String detail) {
        violations.add(new Violation(pointer(name), detail));
    }

    void reportAt(String pointer, String detail) {
        violations.add(new Violation(prefix + pointer, detail));
    }

    /** Reports here what is wrong with an object inside. */
    void include(Members inner) {
        violations.addAll(inner.violations);
        tooLarge.addAll(inner.tooLarge);
    }

    boolean isValid() {
        return violations.isEmpty() && tooLarge.isEmpty();
    }

    /** Whether it is no object at all, so that no member can be missing. */
    boolean isBroken() {
        return isBroken;
    }

    /** Throws what was found. */
    void finish() {
        if (!tooLarge.isEmpty()) {
            var first = tooLarge.getFirst();
            throw new ProblemException(
                    Problem.of(Kind.TOO_LARGE, "'" + first.pointer() + "' is " + first.detail(), tooLarge));
        }
        if (!violations.isEmpty()) {
            var first = violations.getFirst();
            throw new ProblemException(
                    Problem.of(Kind.INVALID_REQUEST, "at '" + first.pointer() + "': " + first.detail(), violations));
        }
    }

    /** The members that are not null, as JSON text by name. */
    Map<String, Member> all() {
        return members;
    }

    /** Whether a text takes more than {@code limit} bytes of UTF-8, of which a char takes three at most. */
    private static boolean isLonger(CharSequence text, long limit) {
        return text.length() * 3L > limit && utf8Length(text) > limit;
    }

    private static long utf8Length(CharSequence text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return length;
    }

    private @Nullable Member present(String name) {
        return isAbsent(name) ? null : members.get(name);
    }

    private boolean isAbsent(String name) {
        Member member = members.get(name);
        return member == null || member.isNull();
    }

    private String pointer(String name) {
        return prefix + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
