package dev.holdpoint.store.sql;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The interactions whose rows cannot be read, whatever is wrong with them. Each is told once and set aside: nobody waits for
 * it any more, and its rows stay as they are. After a start they are tried again. Thread-safe.
 */
final class Unreadable {

    private static final System.Logger LOG = System.getLogger(Unreadable.class.getName());

    private final Set<Long> sequences = ConcurrentHashMap.newKeySet();
    private final StoreObserver observer;

    Unreadable(StoreObserver observer) {
        this.observer = observer;
    }

    /** Reads something of an interaction; empty where that cannot be read. What the database fails with is thrown. */
    <T> Optional<T> read(long sequence, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (SqlFailure ofTheDatabase) {
            throw ofTheDatabase;
        } catch (RuntimeException broken) {
            setAside(sequence, broken);
            return Optional.empty();
        }
    }

    void setAside(long sequence, RuntimeException why) {
        if (sequences.add(sequence)) {
            LOG.log(Level.ERROR, "interaction number " + sequence + " cannot be read, and is set aside", why);
            observer.onUnreadable();
        }
    }

    boolean contains(long sequence) {
        return sequences.contains(sequence);
    }

    int count() {
        return sequences.size();
    }
}
