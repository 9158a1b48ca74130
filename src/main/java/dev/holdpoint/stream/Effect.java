package dev.holdpoint.stream;

import java.util.List;

/** What is to be done for a tab's stream. */
sealed interface Effect {

    record ReadSnapshot() implements Effect {}

    record ReadLog(long after) implements Effect {}

    /** Write these; {@link Input.Written} says when they were taken. */
    record Write(List<Frame> frames) implements Effect {}

    /** Show that the stream is alive. */
    record Alive() implements Effect {}

    /** End the stream after what was written, and forget the tab. */
    record Finish() implements Effect {}

    /** Cut the stream off at once, and forget the tab. */
    record CutOff() implements Effect {}

    /** Forget the tab. */
    record Forget() implements Effect {}
}
