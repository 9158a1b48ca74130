package dev.holdpoint.schema;

import com.networknt.schema.ExecutionContext;

/**
 * Counts the steps of one evaluation and ends it when there are too many, or when they are nested too deep: a schema of a
 * few lines can ask for more steps than there is time. Not thread-safe.
 */
final class Meter extends ExecutionContext {

    /** The evaluation that the current thread is in. */
    static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    static final int MAX_STEPS = 1_000_000;
    static final int MAX_DEPTH = 800;

    private long steps;
    private int depth;

    /** The evaluation takes more than it may. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("takes too many steps to check", null, false, false);
        }
    }

    void spend(long more) {
        steps += more;
        if (steps > MAX_STEPS) {
            throw new Exhausted();
        }
    }

    @Override
    public void evaluationPathAddLast(String token) {
        enter();
        super.evaluationPathAddLast(token);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        enter();
        super.evaluationPathAddLast(index);
    }

    @Override
    public void evaluationPathRemoveLast() {
        depth--;
        super.evaluationPathRemoveLast();
    }

    private void enter() {
        spend(1);
        if (++depth > MAX_DEPTH) {
            throw new Exhausted();
        }
    }
}
