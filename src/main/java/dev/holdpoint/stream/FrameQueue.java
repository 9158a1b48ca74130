package dev.holdpoint.stream;

import org.jspecify.annotations.Nullable;

/**
 * Frames that wait to be written, in order. Immutable; adding and taking take constant time on the whole.
 *
 * @param front the next ones, in order
 * @param back the later ones, last first
 * @param last the number of the last frame that was ever added; 0 where none was
 */
record FrameQueue(@Nullable Link front, @Nullable Link back, int count, long size, long last) {

    static final FrameQueue EMPTY = new FrameQueue(null, null, 0, 0, 0);

    /** A frame and those behind it. */
    record Link(Frame frame, @Nullable Link rest) {}

    boolean isEmpty() {
        return count == 0;
    }

    FrameQueue plus(Frame frame) {
        return new FrameQueue(front, new Link(frame, back), count + 1, size + frame.size(), frame.number());
    }

    /** The first frame; to be asked only where there is one. */
    Frame first() {
        Link first = inOrder();
        if (first == null) {
            throw new IllegalStateException("an empty queue has no first frame");
        }
        return first.frame;
    }

    FrameQueue withoutFirst() {
        Link first = inOrder();
        if (first == null) {
            throw new IllegalStateException("an empty queue has no first frame");
        }
        Link later = front == null ? null : back;
        return new FrameQueue(first.rest, later, count - 1, size - first.frame.size(), last);
    }

    /** The frames whose numbers are greater. */
    FrameQueue after(long number) {
        FrameQueue rest = this;
        while (!rest.isEmpty() && rest.first().number() <= number) {
            rest = rest.withoutFirst();
        }
        return rest;
    }

    private @Nullable Link inOrder() {
        if (front != null) {
            return front;
        }
        Link turned = null;
        for (Link link = back; link != null; link = link.rest) {
            turned = new Link(link.frame, turned);
        }
        return turned;
    }
}
