package dev.holdpoint.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is kept for readers that do not take it. A connection that has not taken its answers is asked for no further
 * requests; one that takes nothing for {@value #PATIENCE_SECONDS} s is closed; and where all that is kept exceeds the
 * budget, those go first that have stood longest. Thread-safe.
 */
final class SlowReaders {

    static final int PATIENCE_SECONDS = 30;

    private final long budget;
    private final LongAdder closed = new LongAdder();

    // Guarded by this: the longest first.
    private final LinkedHashSet<Watch> standing = new LinkedHashSet<>();
    private long kept;

    /**
     * @param budget how much is kept for all of them, in bytes
     */
    SlowReaders(long budget) {
        this.budget = budget;
    }

    ChannelDuplexHandler watch(Channel channel) {
        return new Watch(channel);
    }

    long closed() {
        return closed.sum();
    }

    private void cutOff(Channel channel) {
        closed.increment();
        var _ = channel.close();
    }

    private synchronized void stands(Watch reader, long size) {
        if (standing.add(reader)) {
            reader.size = size;
            kept += size;
        }
        while (kept > budget && !standing.isEmpty()) {
            Watch longest = standing.getFirst();
            goesOn(longest);
            cutOff(longest.channel);
        }
    }

    private synchronized void goesOn(Watch reader) {
        if (standing.remove(reader)) {
            kept -= reader.size;
        }
    }

    /** One connection. Touched only by its event loop, but for {@code size}. */
    private final class Watch extends ChannelDuplexHandler {

        private final Channel channel;
        private long size; // guarded by SlowReaders.this
        private boolean isReadHeld;
        private long taken;
        private @Nullable ScheduledFuture<?> look;

        Watch(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void read(ChannelHandlerContext context) {
            if (channel.isWritable()) {
                context.read();
            } else {
                isReadHeld = true;
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (channel.isWritable()) {
                stopLooking();
                goesOn(this);
                if (isReadHeld) {
                    isReadHeld = false;
                    context.read();
                }
            } else {
                stands(this, waiting());
                if (look == null) {
                    taken = progress();
                    look = channel.eventLoop()
                            .scheduleAtFixedRate(this::look, PATIENCE_SECONDS, PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stopLooking();
            goesOn(this);
            context.fireChannelInactive();
        }

        /** Memory that is not the heap's runs out here: no answer is of use then, and the process ends by whoever ends it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
            if (failure instanceof OutOfMemoryError && handler != null) {
                handler.uncaughtException(Thread.currentThread(), failure);
            }
            context.fireExceptionCaught(failure);
        }

        private void look() {
            long now = progress();
            if (now == taken) {
                cutOff(channel);
            }
            taken = now;
        }

        private void stopLooking() {
            if (look != null) {
                look.cancel(false);
                look = null;
            }
        }

        private long waiting() {
            ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
            return buffer == null ? 0 : buffer.totalPendingWriteBytes();
        }

        /** Changes when the reader takes something. */
        private long progress() {
            ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
            return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
        }
    }
}
