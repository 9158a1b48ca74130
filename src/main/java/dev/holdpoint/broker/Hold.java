package dev.holdpoint.broker;

import java.time.Duration;

/**
 * That somebody awaits an interaction, so that its lease does not run.
 *
 * @param holder the process whose waiters they are, by a name that no other has: it can let go of its own only
 * @param lasts how much longer the longest of the waits is; zero where nobody awaits it there any more
 */
public record Hold(String holder, Duration lasts) {

    public Hold {
        if (lasts.isNegative()) {
            throw new IllegalArgumentException("a hold cannot last " + lasts);
        }
    }
}
