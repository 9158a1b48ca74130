package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.cli.Conversation.BrokenOffException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    private static final int MOST = 10_000;

    private final Conversation conversation = new Conversation(MOST);

    @Test
    void aRequestIsWholeOnceItsLineEndsHoweverItCame() throws IOException {
        var client = new Pieces("{", "", "\"a\":1", "", "}\n");
        assertThat(conversation.listen(client)).isEmpty();
        assertThat(conversation.listen(client)).isEmpty();
        assertThat(text(conversation.listen(client))).contains("{\"a\":1}");
    }

    @Test
    void aRequestMayBeAsLongAsItMay() throws IOException {
        String longest = "x".repeat(MOST);
        assertThat(text(conversation.listen(new Pieces(longest, "\n")))).contains(longest);
    }

    @Test
    void oneByteMoreIsRefusedBeforeItsEndCame() {
        assertThatThrownBy(() -> conversation.listen(new Pieces("x".repeat(MOST + 1), "")))
                .isInstanceOf(BrokenOffException.class)
                .hasMessage("a request has at most 10000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half of a requ"})
    void whoLeavesBeforeTheEndOfTheLineIsRefused(String sent) {
        assertThatThrownBy(() -> conversation.listen(new Pieces(sent.isEmpty() ? new String[0] : new String[] {sent})))
                .isInstanceOf(BrokenOffException.class)
                .hasMessageStartingWith("the request ends too early");
    }

    @Test
    void nothingMayFollowARequest() {
        assertThatThrownBy(() -> conversation.listen(new Pieces("{}\n{}\n")))
                .isInstanceOf(BrokenOffException.class)
                .hasMessageStartingWith("something follows the request");
    }

    @Test
    void anAnswerGoesOutAsItIsTaken() throws IOException {
        var taken = new Sips(3);
        conversation.say("answer".getBytes(StandardCharsets.UTF_8));
        assertThat(conversation.speak(taken)).isFalse();
        assertThat(conversation.speak(taken)).isFalse();
        assertThat(conversation.speak(taken)).isTrue();
        assertThat(taken.bytes).hasToString("answer\n");
    }

    private static Optional<String> text(Optional<byte[]> bytes) {
        return bytes.map(line -> new String(line, StandardCharsets.UTF_8));
    }

    /** Gives a piece at a time; one of nothing is nothing for now, and after the last it is closed. */
    private static final class Pieces implements ReadableByteChannel {

        private final Queue<ByteBuffer> left = new ArrayDeque<>();

        Pieces(String... pieces) {
            List.of(pieces).forEach(piece -> left.add(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public int read(ByteBuffer into) {
            ByteBuffer piece = left.peek();
            if (piece == null) {
                return -1;
            }
            int count = Math.min(into.remaining(), piece.remaining());
            into.put(piece.slice(piece.position(), count));
            piece.position(piece.position() + count);
            if (!piece.hasRemaining()) {
                left.remove();
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Takes so many bytes at a time. */
    private static final class Sips implements WritableByteChannel {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;

        Sips(int most) {
            this.most = most;
        }

        @Override
        public int write(ByteBuffer from) {
            int count = Math.min(most, from.remaining());
            for (int i = 0; i < count; i++) {
                bytes.write(from.get());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
