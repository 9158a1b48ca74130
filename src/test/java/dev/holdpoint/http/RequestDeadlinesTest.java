package dev.holdpoint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Slow callers, on a connection whose clock is handed in. */
class RequestDeadlinesTest {

    private static final String HEADERS = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n";

    private final EmbeddedChannel channel = connected();

    @Test
    void aConnectionThatSaysNothingIsClosed() {
        pass(RequestDeadlines.HEADER_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headersThatDripAreNotWaitedForAnyLonger() {
        for (int second = 0; second < RequestDeadlines.HEADER_SECONDS; second++) {
            assertThat(channel.isOpen()).as("second %d", second).isTrue();
            write(HEADERS.substring(second, second + 1));
            pass(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyThatDripsIsNotWaitedForAnyLonger() {
        write(HEADERS + "\r\nab");
        pass(RequestDeadlines.BODY_SECONDS - 1);
        write("c");
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aWaitForTheAnswerIsLeftAlone() {
        write(HEADERS + "\r\nabcd");
        pass(3_000);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theNextRequestHasADeadlineOfItsOwn() {
        write(HEADERS + "\r\nabcd");
        pass(100);
        write("P");
        pass(RequestDeadlines.HEADER_SECONDS - 1);
        assertThat(channel.isOpen()).isTrue();
        write(HEADERS.substring(1) + "\r\nabcd");
        pass(100);
        assertThat(channel.isOpen()).isTrue();
        write("P");
        pass(RequestDeadlines.HEADER_SECONDS);
        assertThat(channel.isOpen()).isFalse();
    }

    private static EmbeddedChannel connected() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast("decoder", new HttpRequestDecoder());
        channel.pipeline().addFirst(RequestDeadlines.of(channel));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
