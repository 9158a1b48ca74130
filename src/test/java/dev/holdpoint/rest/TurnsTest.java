package dev.holdpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();
    private final List<String> given = new ArrayList<>();

    @Test
    void aFewHaveATurnAtOnceAndTheOthersWait() {
        ask(true, "a", "b", "c", "d");
        assertThat(given).containsExactly("a", "b");

        turns.giveBack();
        assertThat(given).containsExactly("a", "b", "c");

        turns.giveBack();
        turns.giveBack();
        turns.giveBack();
        ask(true, "e", "f", "g");
        assertThat(given).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void whoHasNothingYetAndWhoGoesOnAreNextByTurns() {
        ask(false, "a", "b", "c", "d", "e");
        ask(true, "v", "w", "x", "y");

        for (int i = 0; i < 7; i++) {
            turns.giveBack();
        }

        assertThat(given).containsExactly("a", "b", "v", "c", "w", "d", "x", "e", "y");
    }

    /** However many have left: they are passed over one by one, not one within the other. */
    @Test
    void whoHasLeftTakesNoTurn() {
        ask(true, "a", "b");
        for (int i = 0; i < 100_000; i++) {
            turns.ask(false, () -> false);
        }
        ask(false, "c", "d");

        turns.giveBack();

        assertThat(given).containsExactly("a", "b", "c");
    }

    private void ask(boolean isBeginning, String... names) {
        for (String name : names) {
            turns.ask(isBeginning, () -> given.add(name));
        }
    }
}
