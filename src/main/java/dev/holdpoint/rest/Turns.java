package dev.holdpoint.rest;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns at reading a piece of a long answer. An event loop gives as many at once as keep the store's readers busy: whatever else
 * it has to do waits for the pieces of these few, however many answers are long. Of those that wait, who has nothing yet
 * and who goes on are next by turns: neither keeps the other waiting for ever. Touched only by its event loop.
 */
final class Turns {

    /** How many have a turn at once. */
    static final int AT_ONCE = 2;

    private static final ThreadLocal<Turns> OF_THREAD = ThreadLocal.withInitial(Turns::new);

    private final Queue<BooleanSupplier> beginning = new ArrayDeque<>();
    private final Queue<BooleanSupplier> goingOn = new ArrayDeque<>();
    private int given;
    private boolean isForBeginners = true;

    /** Those of the event loop that this runs on: a loop is a thread. */
    static Turns ofThisLoop() {
        return OF_THREAD.get();
    }

    /**
     * Gives a turn, now or later.
     *
     * @param turn {@code false} where it is not wanted any more; otherwise it is given back, once, by {@link #giveBack}
     */
    void ask(boolean isBeginning, BooleanSupplier turn) {
        (isBeginning ? beginning : goingOn).add(turn);
        giveOut();
    }

    void giveBack() {
        given--;
        giveOut();
    }

    private void giveOut() {
        for (BooleanSupplier next = next(); next != null; next = next()) {
            given++;
            if (!next.getAsBoolean()) {
                given--;
            }
        }
    }

    private @Nullable BooleanSupplier next() {
        if (given == AT_ONCE) {
            return null;
        }
        boolean isForBeginner = !beginning.isEmpty() && (isForBeginners || goingOn.isEmpty());
        isForBeginners = !isForBeginner;
        return isForBeginner ? beginning.poll() : goingOn.poll();
    }
}
