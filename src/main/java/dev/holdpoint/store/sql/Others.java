package dev.holdpoint.store.sql;

import java.time.Duration;
import java.time.Instant;

/** The other processes that write to the same database, as this one hears of them and they of it. Thread-safe. */
public interface Others {

    /** Opens a connection on which it is heard that somebody wrote. */
    Sql listen();

    /**
     * Waits until somebody wrote, or for so long: whoever must miss nothing reads the log either way.
     *
     * @return whether others may have written
     */
    boolean await(Sql listening, Duration most);

    /** How often this process is to say that it lives. */
    Duration beat();

    /** Says that this process lives, and ends what those hold that do not any more. Within a transaction of the writer's. */
    void beat(Sql sql, Instant now);

    /** Whether this process is the one that does what is only one's to do. Within a transaction of the writer's. */
    boolean isFirst(Sql sql, Instant now);

    /** Has {@code lost} run each time when others took this process for dead, and what it held is not held any more. */
    void onTakenForDead(Runnable lost);
}
