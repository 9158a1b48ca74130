package dev.holdpoint.stream;

import java.util.List;

/** What can happen to a tab's stream. */
sealed interface Input {

    /** An event that the tab cares for was announced. */
    record Offered(Frame frame) implements Input {}

    /** What came after {@code known} and before {@code next} may not have been offered; everything else was. */
    record Missed(long known, long next) implements Input {}

    /** What is pending was read, as it is up to an event. */
    record SnapshotRead(List<Frame> frames, long number) implements Input {}

    /**
     * A piece of the log was read.
     *
     * @param through everything up to this number was looked at
     * @param isLast whether the log ended there
     */
    record LogRead(List<Frame> frames, long through, boolean isLast) implements Input {}

    /** The log does not go back to where the tab stands. */
    record LogGone() implements Input {}

    /** The store could not be read. */
    record ReadFailed() implements Input {}

    /** What was last given to the output was taken by the connection. */
    record Written() implements Input {}

    /** What was last given to the output was let go before it was written. */
    record FrameGone() implements Input {}

    /** It is time for the stream to show that it is alive. */
    record Tick() implements Input {}

    /** The service is about to stop. */
    record Stopping() implements Input {}

    /** The connection is gone. */
    record Left() implements Input {}
}
