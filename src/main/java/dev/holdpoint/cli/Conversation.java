package dev.holdpoint.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request, a line, and its answer, a line, before which may come lines that tell how far it is: as much of them as came and
 * went. Channels that have nothing for now give and
 * take nothing. Not thread-safe.
 */
final class Conversation {

    private static final int PIECE = 4 << 10;

    private final int maxRequest;
    private ByteBuffer heard = ByteBuffer.allocate(PIECE);
    private ByteBuffer said = ByteBuffer.allocate(0);

    Conversation(int maxRequest) {
        this.maxRequest = maxRequest;
    }

    /** What is not one line of so many bytes. */
    static final class BrokenOffException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String words;

        BrokenOffException(String message) {
            super(message);
            this.words = message;
        }

        /** For whoever sent it. */
        String words() {
            return words;
        }
    }

    /** Takes what is there; the request once it is whole, without the end of its line. */
    Optional<byte[]> listen(ReadableByteChannel channel) throws IOException {
        while (true) {
            if (!heard.hasRemaining()) {
                grow();
            }
            int from = heard.position();
            int count = channel.read(heard);
            if (count < 0) {
                throw new BrokenOffException("the request ends too early: it is one line");
            }
            if (count == 0) {
                return Optional.empty();
            }
            for (int at = from; at < heard.position(); at++) {
                if (heard.get(at) == '\n') {
                    return Optional.of(upTo(at));
                }
            }
        }
    }

    private void grow() throws BrokenOffException {
        if (heard.capacity() > maxRequest) {
            throw new BrokenOffException("a request has at most " + maxRequest + " bytes");
        }
        heard.flip();
        heard = ByteBuffer.allocate(Math.min(heard.capacity() * 2, maxRequest + 1))
                .put(heard);
    }

    private byte[] upTo(int end) throws BrokenOffException {
        if (end + 1 < heard.position()) {
            throw new BrokenOffException("something follows the request: it is one line");
        }
        return Arrays.copyOf(heard.array(), end);
    }

    /** Begins to say a line, after what was begun. */
    void say(byte[] line) {
        said = ByteBuffer.allocate(said.remaining() + line.length + 1)
                .put(said)
                .put(line)
                .put((byte) '\n')
                .flip();
    }

    /** Whether all that was said was taken. */
    boolean isTaken() {
        return !said.hasRemaining();
    }

    /** Gives what is taken; whether that was the last of it. */
    boolean speak(WritableByteChannel channel) throws IOException {
        channel.write(said);
        return !said.hasRemaining();
    }
}
