package dev.holdpoint.interaction;

import java.util.List;

/**
 * What is pending, seen at one moment.
 *
 * @param number the last event that it contains; 0 if none
 * @param pending oldest first
 * @param truncated whether there is more
 */
public record Snapshot(long number, List<Interaction> pending, boolean truncated) {

    public static final int MAX_ITEMS = 1_000;
}
