package dev.holdpoint.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose requests come too slowly: headers must be complete within {@value #HEADER_SECONDS} s of the
 * connection or of their first byte, bodies within {@value #BODY_SECONDS} s of their headers. A connection that waits for
 * an answer, or between two requests, is left alone. The server has no such limit of its own; this is Netty's hook for
 * accepted channels.
 */
public final class RequestDeadlines extends ChannelInitializerExtension {

    static final int HEADER_SECONDS = 10;
    static final int BODY_SECONDS = 30;

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new BytesRead(new Deadline(channel)));
    }

    /** Has Netty look for the hook; it asks once, when the first server starts. */
    @Singleton
    static class Activation implements HttpServerOptionsCustomizer {
        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            System.setProperty("io.netty.bootstrap.extensions", "serviceload");
        }
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
