package dev.holdpoint.broker;

import dev.holdpoint.interaction.Interaction;
import java.util.Optional;

/** The process is about to end; what was asked stays pending in the store. */
public class ShuttingDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Interaction> interaction;

    public ShuttingDownException(Optional<Interaction> interaction) {
        super("the server is shutting down");
        this.interaction = interaction;
    }

    /** What the caller asked and awaits; empty where it did not ask it with this call. */
    public Optional<Interaction> interaction() {
        return interaction;
    }
}
