package dev.holdpoint.mcp;

import jakarta.inject.Singleton;
import java.time.Duration;

/** How often something is said on the stream of a call that is held. */
@Singleton
class Rhythm {

    /** Less than what proxies let a connection stand idle for. */
    Duration comments() {
        return Duration.ofSeconds(15);
    }

    /**
     * Clients that hear nothing for a minute give up; one whose stream broke right before it would have heard has to come back
     * within it, after what it waits by {@code retry}.
     */
    Duration progress() {
        return Duration.ofSeconds(25);
    }
}
