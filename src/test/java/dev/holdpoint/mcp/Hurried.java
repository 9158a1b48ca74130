package dev.holdpoint.mcp;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Says several times a second what is said several times a minute; a profile enables it. */
@Alternative
@Singleton
class Hurried extends Rhythm {

    @Override
    Duration comments() {
        return Duration.ofMillis(40);
    }

    @Override
    Duration progress() {
        return Duration.ofMillis(60);
    }
}
