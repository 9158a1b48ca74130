package dev.holdpoint.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Notices a peer that vanished without a word, as a laptop that sleeps: while an answer is held nothing is written, so nothing
 * would ever fail. The system asks the peer of a silent connection whether it is there, and closes it where nothing comes back.
 */
final class KeepAlive {

    /** Of silence, before it is asked for the first time. */
    static final int IDLE_SECONDS = 60;

    static final int INTERVAL_SECONDS = 15;
    static final int MOST_ASKED = 4;

    private KeepAlive() {}

    static void of(Channel channel) {
        if (channel instanceof SocketChannel) { // one of a domain socket has its peer on the same machine
            channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
            set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
            set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
            set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, MOST_ASKED);
        }
    }

    /** Where the system does not know such an option, its own times hold. */
    private static void set(Channel channel, SocketOption<Integer> option, int value) {
        channel.config().setOption(NioChannelOption.of(option), value);
    }
}
