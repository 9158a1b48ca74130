package dev.holdpoint.dialect;

import java.time.Duration;

/**
 * What the doors of agents are configured with.
 *
 * @param defaultTimeout when a question settles by itself whose asker names no time
 */
public record DialectSettings(Duration defaultTimeout) {}
