package dev.holdpoint.json;

import dev.holdpoint.interaction.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is found wrong with a value: told up to {@value #MAX}, counted beyond. What is too large is always told: it goes
 * before the rest. Not thread-safe.
 */
public final class Violations {

    public static final int MAX = 100;

    private final List<Violation> told = new ArrayList<>();
    private int more;

    public void report(String pointer, String detail) {
        add(new Violation(pointer, detail));
    }

    public void add(Violation violation) {
        if (told.size() < MAX || violation.isTooLarge()) {
            told.add(violation);
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
        more = 0;
        told.add(violation);
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
