package dev.holdpoint.stream;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames that say their numbers, and are as large as a test needs them. */
final class Frames {

    private Frames() {}

    /**
     * Events as their numbers, followed by blanks.
     *
     * @param size how many bytes each takes, if its number takes no more
     */
    record Numbers(int size) implements EventEncoding {
        @Override
        public byte[] event(InteractionEvent event) {
            String number = Long.toString(event.number());
            return bytes(number + " ".repeat(Math.max(0, size - number.length())));
        }

        @Override
        public byte[] sync(Snapshot snapshot) {
            return bytes("sync " + snapshot.number());
        }
    }

    static Frame frame(long number, int size) {
        return new Frame(Events.requested(number), new Numbers(size));
    }

    static Frame frame(long number) {
        return frame(number, 1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What a frame says. */
    static String said(byte[] frame) {
        return new String(frame, StandardCharsets.US_ASCII).strip();
    }

    /** What a log or a snapshot says, as a frame. */
    static Frame saying(String text) {
        return new Frame(0, bytes(text), new Numbers(1));
    }

    static String said(Frame frame) {
        byte[] bytes = frame.bytes();
        return bytes == null ? "gone" : said(bytes);
    }

    static List<String> said(List<Frame> frames) {
        return frames.stream().map(Frames::said).toList();
    }
}
