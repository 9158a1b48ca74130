package dev.holdpoint.schema;

import dev.holdpoint.schema.Meter.Budget;

/** How much a check may take. */
final class Limits {

    static final String TOO_COMPLEX = "too complex";

    static final int DEPTH = 800;

    /** For what is wrong with a value by a schema. */
    static final Budget EVALUATION = new Budget(1_000_000, DEPTH);

    /** For making a schema ready. */
    static final Budget COMPILATION = new Budget(200_000, DEPTH);

    /** For what is done where it is asked for, on an event loop: a part of a millisecond. */
    static final Budget AT_ONCE = new Budget(5_000, 100);

    /** How much memory a schema that is ready takes: for each step that made it, and each character of it. */
    static final int BYTES_PER_STEP = 60;

    static final int BYTES_PER_CHARACTER = 10;

    private Limits() {}
}
