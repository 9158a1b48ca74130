package dev.holdpoint.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Connections on which nothing is said for long are closed, but not while an answer is awaited that may take longer than that:
 * a hook that cannot come back waits up to a day.
 */
public final class IdleTimeouts {

    private IdleTimeouts() {}

    /**
     * Has the connection of a request wait, however long nothing is said on it.
     *
     * @return ends that; without effect after the first call
     */
    public static Runnable suspend(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return () -> {};
        }
        Channel channel = connection.channel();
        ChannelPipeline pipeline = channel.pipeline();
        var idle = pipeline.context(IdleStateHandler.class);
        if (idle == null) {
            return () -> {};
        }
        String name = idle.name();
        var watching = (IdleStateHandler) pipeline.remove(name);
        ChannelHandler again = new IdleStateHandler(
                watching.getReaderIdleTimeInMillis(),
                watching.getWriterIdleTimeInMillis(),
                watching.getAllIdleTimeInMillis(),
                TimeUnit.MILLISECONDS);
        return () -> channel.eventLoop().execute(() -> {
            if (channel.isActive() && pipeline.get(name) == null) {
                pipeline.addBefore(handlerName(pipeline), name, again);
            }
        });
    }

    /** The one that hears of it, the last of all. */
    private static String handlerName(ChannelPipeline pipeline) {
        return pipeline.lastContext().name();
    }
}
