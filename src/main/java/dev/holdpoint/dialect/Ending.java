package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Interaction;

/** How the wait for an answer ended. */
public sealed interface Ending {

    /** It is settled, or outlives its wait: the interaction tells which. */
    record Told(Interaction interaction) implements Ending {}

    /** The call's id was used before with another input: nothing was asked, and what was kept is no answer to this. */
    record Reused() implements Ending {}
}
