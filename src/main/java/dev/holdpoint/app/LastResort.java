package dev.holdpoint.app;

import dev.holdpoint.broker.Fatal;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Whatever nobody caught: told in the log; where it is fatal the process ends, at once and without any further step. */
final class LastResort implements UncaughtExceptionHandler {

    /** An internal software error ({@code EX_SOFTWARE} of sysexits.h). */
    static final int STATUS = 70;

    private final AtomicBoolean isEnding = new AtomicBoolean();
    private final Runnable end;

    LastResort() {
        this(() -> Runtime.getRuntime().halt(STATUS));
    }

    /** For tests. */
    LastResort(Runnable end) {
        this.end = end;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!Fatal.is(failure)) {
            Logger.getLogger("dev.holdpoint").errorf(failure, "the thread %s failed", thread.getName());
            return;
        }
        if (isEnding.compareAndSet(false, true)) {
            tell(thread, failure);
            end.run();
        }
    }

    /** In the log where there is memory for that, else in a line of its own. */
    @SuppressWarnings("SystemOut")
    private static void tell(Thread thread, Throwable failure) {
        try {
            Logger.getLogger("dev.holdpoint")
                    .fatalf(
                            "the process ends, for %s met %s; what was acknowledged is kept",
                            thread.getName(), failure);
        } catch (Throwable logging) {
            System.err.println("holdpoint ends: out of memory");
        }
    }
}
