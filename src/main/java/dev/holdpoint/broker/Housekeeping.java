package dev.holdpoint.broker;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Has deleted in the background what need not be kept any more, in small steps with pauses, so that the writes
 * of askers and responders pass between them. Thread-safe.
 */
public final class Housekeeping {

    static final int BATCH = 200;
    static final Duration REST = Duration.ofMinutes(1);
    static final Duration PAUSE = Duration.ofMillis(20);
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

    private final Archive archive;
    private final Timers timers;
    private final Retention retention;
    private volatile boolean stopped;

    public Housekeeping(Archive archive, Timers timers, Retention retention) {
        this.archive = archive;
        this.timers = timers;
        this.retention = retention;
    }

    public void start() {
        if (!stopped) {
            archive.purge(retention, BATCH).subscribe().with(this::goOn, this::fail);
        }
    }

    public void stop() {
        stopped = true;
    }

    private void goOn(int purged) {
        timers.after(purged >= BATCH ? PAUSE : REST, this::start);
    }

    private void fail(Throwable failure) {
        LOG.log(Level.DEBUG, "nothing purged, trying again later: {0}", failure.getMessage());
        timers.after(REST, this::start);
    }
}
