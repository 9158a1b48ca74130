package dev.holdpoint.stream;

import java.util.List;

/** One tab's connection. Its calls come one at a time. */
public interface TabOutput {

    /**
     * Writes frames in order, without blocking, and runs {@code written} once it can take more; {@code gone} where one of
     * them was let go before it was written.
     */
    void write(List<Frame> frames, Runnable written, Runnable gone);

    /** Shows that the stream is alive; never between a write and its end. */
    void alive();

    /** Ends the stream after what was written; no call follows. */
    void end();

    /** Cuts the stream off at once, for the tab reads too slowly; no call follows. */
    void cutOff();
}
