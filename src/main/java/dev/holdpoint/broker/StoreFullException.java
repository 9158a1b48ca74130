package dev.holdpoint.broker;

/** The store keeps the room that it has for what is pending; nothing was made. */
public final class StoreFullException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    public StoreFullException() {
        super("the store is full; what is pending can be settled, and that or purging makes room for new asks", null);
    }
}
