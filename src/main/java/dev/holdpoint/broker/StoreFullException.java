package dev.holdpoint.broker;

/** The store keeps the room that it has for what is pending; nothing was made. */
public final class StoreFullException extends StoreUnavailableException {

    public static final String WORDS =
            "the store is full; what is pending can be settled, and that or purging makes room for new asks";

    private static final long serialVersionUID = 1L;

    public StoreFullException() {
        super(WORDS, null);
    }
}
