package dev.holdpoint.store.sql;

/** Gives numbers to events; they only go up, also where a transaction is rolled back. Used by the writer's thread only. */
final class Numbers {

    private long last;

    Numbers(long last) {
        this.last = last;
    }

    long next() {
        return ++last;
    }

    /** Up to this number all may be in the log. */
    void atLeast(long number) {
        last = Math.max(last, number);
    }
}
