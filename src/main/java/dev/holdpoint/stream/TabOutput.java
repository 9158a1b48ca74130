package dev.holdpoint.stream;

import java.util.List;

/** One tab's connection. Its calls come one at a time. */
public interface TabOutput {

    /** Writes frames in order, without blocking, and runs {@code written} once it can take more. */
    void write(List<byte[]> frames, Runnable written);

    /** Writes something that is no event, so that nothing in between takes the connection for dead. */
    void comment();

    /** Ends the stream after what was written; no call follows. */
    void end();

    /** Cuts the stream off at once, for the tab reads too slowly; no call follows. */
    void cutOff();
}
