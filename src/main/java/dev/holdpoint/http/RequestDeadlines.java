package dev.holdpoint.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose requests come too slowly: headers must be complete within {@value #HEADER_SECONDS} s of the
 * connection or of their first byte, bodies within {@value #BODY_SECONDS} s of their headers. A connection that waits for
 * an answer, or between two requests, is left alone. The server has no such limit of its own.
 */
final class RequestDeadlines {

    static final int HEADER_SECONDS = 10;
    static final int BODY_SECONDS = 30;

    private RequestDeadlines() {}

    /** What stands first on a connection; it puts the rest where the decoder and the encoder are, once they are there. */
    static ChannelHandler of(Channel channel) {
        return new BytesRead(new Deadline(channel));
    }

    /** The one timer of a connection. Touched only by the connection's event loop. */
    private static final class Deadline {
        private final Channel channel;
        private @Nullable ScheduledFuture<?> timer;

        Deadline(Channel channel) {
            this.channel = channel;
        }

        boolean isRunning() {
            return timer != null;
        }

        void start(int seconds) {
            stop();
            timer = channel.eventLoop().schedule(this::close, seconds, TimeUnit.SECONDS);
        }

        private void close() {
            var _ = channel.close();
        }

        void stop() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
    }

    /** Before the decoder: bytes that come between two requests begin the next one's headers. */
    private static final class BytesRead extends ChannelInboundHandlerAdapter {
        private final Deadline deadline;
        private @Nullable RequestsRead requests;

        BytesRead(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            deadline.start(HEADER_SECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            deadline.stop();
            context.fireChannelInactive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            var decoder = context.pipeline().context(HttpRequestDecoder.class);
            if (requests == null && decoder != null) {
                requests = new RequestsRead(deadline);
                context.pipeline().addAfter(decoder.name(), null, requests);
                var encoder = context.pipeline().context(HttpResponseEncoder.class);
                if (encoder != null) {
                    context.pipeline().addAfter(encoder.name(), null, new MalformedRequests());
                }
            }
            if (requests != null && requests.isBetween && !deadline.isRunning()) {
                deadline.start(HEADER_SECONDS);
            }
            context.fireChannelRead(bytes);
        }
    }

    /** After the decoder: where a request begins and ends. */
    private static final class RequestsRead extends ChannelInboundHandlerAdapter {
        private final Deadline deadline;
        private boolean isBetween = true;

        RequestsRead(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                isBetween = false;
                deadline.start(BODY_SECONDS);
            }
            if (message instanceof LastHttpContent) {
                isBetween = true;
                deadline.stop();
            }
            context.fireChannelRead(message);
        }
    }
}
