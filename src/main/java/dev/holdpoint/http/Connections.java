package dev.holdpoint.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is seen to for each connection that is accepted: how many there are, that requests come in time and answers are
 * taken in time, that a peer which vanished is noticed, and that what is no request is refused. Thread-safe.
 */
@Singleton
public final class Connections {

    private static final int MOST = 32_768;

    /** Files that are not connections: the store's, libraries, what a health check opens. */
    private static final int RESERVED_FILES = 256;

    private final int limit;
    private final int limitPerAddress;
    private final SlowReaders slowReaders;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    Connections(HttpSettings settings) {
        this.limit = settings.connections().orElseGet(Connections::affordable);
        this.limitPerAddress = settings.connectionsPerAddress().orElse(Integer.MAX_VALUE);
        this.slowReaders = new SlowReaders(settings.answersSize());
    }

    /** How many are open. */
    public int open() {
        return open.get();
    }

    /** How many were closed when they were accepted, for there were too many. */
    public long refused() {
        return refused.sum();
    }

    /** How many were closed because they did not take their answers. */
    public long tooSlow() {
        return slowReaders.closed();
    }

    void accept(Channel channel) {
        InetAddress address = channel.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
        boolean isOfMany = address != null && limitPerAddress < Integer.MAX_VALUE;
        int ofAddress = isOfMany ? openByAddress.merge(address, 1, Integer::sum) : 0;
        int all = open.incrementAndGet();
        var _ = channel.closeFuture().addListener(ignored -> {
            open.decrementAndGet();
            if (isOfMany) {
                openByAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
            }
        });
        if (all > limit || ofAddress > limitPerAddress) {
            refused.increment();
            channel.pipeline().addFirst(new Refused());
            return;
        }
        KeepAlive.of(channel);
        channel.pipeline().addFirst(slowReaders.watch(channel), RequestDeadlines.of(channel));
    }

    /** Closes a connection as soon as it has an event loop to do so. */
    private static final class Refused extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }

    private static int affordable() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : MOST;
        return (int) Math.clamp(files - RESERVED_FILES, 1, MOST);
    }

    /** Netty's hook for connections that were accepted; it makes one of its own, so what it serves is handed over here. */
    @RegisterForReflection // a native image looks services up as the JVM does
    public static final class Hook extends ChannelInitializerExtension {

        private static volatile @Nullable Connections served;

        @Override
        public void postInitializeServerChildChannel(Channel channel) {
            Connections connections = served;
            if (connections != null) {
                connections.accept(channel);
            }
        }
    }

    /** Has Netty look for the hook; it asks once, when the first server starts. */
    @Singleton
    static class Activation implements HttpServerOptionsCustomizer {

        private final Connections connections;

        Activation(Connections connections) {
            this.connections = connections;
        }

        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            activate();
        }

        @Override
        public void customizeHttpsServer(HttpServerOptions options) {
            activate();
        }

        @Override
        public void customizeDomainSocketServer(HttpServerOptions options) {
            activate();
        }

        private void activate() {
            Hook.served = connections;
            System.setProperty("io.netty.bootstrap.extensions", "serviceload");
        }
    }
}
