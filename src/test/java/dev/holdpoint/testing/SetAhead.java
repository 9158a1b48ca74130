package dev.holdpoint.testing;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A service's clock, which a test sets ahead: for what lasts longer than a test may. It is enabled by a profile; its
 * timers are still the machine's, so a test that has set it ahead has the deadlines swept.
 */
@Alternative
@Singleton
public class SetAhead {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Produces
    @Singleton
    InstantSource clock() {
        InstantSource here = InstantSource.system();
        return () -> here.instant().plus(ahead.get());
    }

    public void by(Duration more) {
        ahead.updateAndGet(before -> before.plus(more));
    }
}
