package dev.holdpoint.json;

import dev.holdpoint.interaction.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All that is found wrong with a value: told up to {@value #MAX} and to {@value #MAX_CHARACTERS} characters, for places can
 * be as long as what they are in; counted beyond. What is too large is always told: it goes before the rest. Not thread-safe.
 */
public final class Violations {

    public static final int MAX = 100;
    static final int MAX_CHARACTERS = 64 * 1_024;

    private final List<Violation> told = new ArrayList<>();
    private int characters;
    private int more;

    public void report(String pointer, String detail) {
        add(new Violation(pointer, detail));
    }

    /** As {@link #report(String, String)}; the place is asked for only where it is told. */
    public void report(Supplier<String> pointer, String detail) {
        if (isFull()) {
            more++;
        } else {
            report(pointer.get(), detail);
        }
    }

    public void add(Violation violation) {
        int length = violation.pointer().length() + violation.detail().length();
        boolean hasRoom = told.isEmpty() || (told.size() < MAX && characters + length <= MAX_CHARACTERS);
        if (hasRoom || violation.isTooLarge()) {
            told.add(violation);
            characters += length;
        } else {
            more++;
        }
    }

    public void addAll(List<Violation> violations) {
        violations.forEach(this::add);
    }

    /** Forgets all that was found before, for it is told by this. */
    void only(Violation violation) {
        told.clear();
        characters = 0;
        more = 0;
        add(violation);
    }

    /** Whether whatever else is wrong is only counted. */
    private boolean isFull() {
        return told.size() >= MAX || characters >= MAX_CHARACTERS;
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    public List<Violation> told() {
        return List.copyOf(told);
    }

    /** Counts what was found elsewhere and is not told. */
    public void more(int others) {
        more += others;
    }

    /** How many were found beyond those that are told. */
    public int more() {
        return more;
    }
}
