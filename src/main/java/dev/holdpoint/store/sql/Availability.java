package dev.holdpoint.store.sql;

import java.lang.System.Logger.Level;

/**
 * Whether the store can write, and takes asks. Changed by the writer's thread, and by whoever sees that it takes too long; read
 * by anybody; changes are told in the log.
 */
final class Availability {

    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private volatile boolean writes = true;
    private volatile boolean full;

    /** Whether everything is taken. */
    boolean isGiven() {
        return writes && !full;
    }

    /** Whether the last transaction was kept. */
    boolean canWrite() {
        return writes;
    }

    /** Whether asks are refused for want of room. */
    boolean isFull() {
        return full;
    }

    /** A transaction failed. */
    void onFailure(Throwable broken) {
        if (writes) {
            boolean isForeseen = broken instanceof SqlFailure;
            LOG.log(Level.ERROR, "the store cannot write: " + broken.getMessage(), isForeseen ? null : broken);
        }
        writes = false;
    }

    /** Nothing was heard of the database for long. */
    void onSilence() {
        if (writes) {
            LOG.log(Level.ERROR, "the store cannot write: the database does not answer");
        }
        writes = false;
    }

    /** Something was written. */
    void onWrite() {
        if (!writes) {
            LOG.log(Level.INFO, "the store can write again");
        }
        writes = true;
    }

    /** Asks are taken or refused from now on. */
    void onRoom(boolean isForAnyAsk) {
        if (full && isForAnyAsk) {
            LOG.log(Level.INFO, "the store has room again");
        } else if (!full && !isForAnyAsk) {
            LOG.log(Level.ERROR, "the store is full: asks are refused, what is pending can still be settled");
        }
        full = !isForAnyAsk;
    }
}
