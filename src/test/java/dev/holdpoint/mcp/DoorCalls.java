package dev.holdpoint.mcp;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Holding;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.testing.FrontDoor;
import java.time.Duration;
import java.util.List;

/** Calls of tools at a front door. */
final class DoorCalls {

    private static final Duration HOURS = Duration.ofHours(12);

    private DoorCalls() {}

    /** By one of its brokers, which are its replicas. */
    static Calls of(FrontDoor door, Broker broker) {
        return new Calls(
                McpTools.ofThisService(),
                new Asker(broker),
                broker.reading(),
                new Holding(
                        new Recognition(door.memory, door.timers, door.clock, HOURS),
                        new AccessSettings(AccessMode.OPEN, HOURS, HOURS, 0, 0, 0, false, List.of())),
                new DialectSettings(Duration.ofHours(1)),
                door.clock,
                door.timers);
    }
}
