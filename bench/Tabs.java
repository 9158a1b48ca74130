import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens many event streams from one thread, and prints what they cost the service and how long one event takes to reach
 * them all. Run: {@code java bench/Tabs.java PORT PID TABS READING}; with READING {@code false} nothing is read, and the
 * time of an ask meanwhile is printed.
 */
public class Tabs {

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String pid = arguments[1];
        int tabs = Integer.parseInt(arguments[2]);
        boolean isReading = Boolean.parseBoolean(arguments[3]);
        long before = resident(pid);
        List<SocketChannel> open = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < tabs; i++) {
                var channel = SocketChannel.open();
                if (!isReading) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
                }
                channel.connect(new InetSocketAddress("127.0.0.1", port));
                channel.write(ByteBuffer.wrap(
                        "GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new boolean[2]);
                open.add(channel);
            }
            if (isReading) {
                read(selector, tabs, "event: sync", 0);
            }
            long with = resident(pid);
            System.out.printf(
                    "%d tabs: %d MiB resident, %d MiB before, %.1f KiB a tab%n",
                    tabs, with >> 10, before >> 10, (double) (with - before) / tabs);
            long start = System.nanoTime();
            ask(port);
            System.out.printf("an ask took %.0f ms%n", (System.nanoTime() - start) / 1e6);
            if (isReading) {
                read(selector, tabs, "event: interaction-requested", 1);
                System.out.printf("and reached all after %.0f ms%n", (System.nanoTime() - start) / 1e6);
            }
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    /** Reads until each tab has seen the event; {@code mark} remembers which have. */
    private static void read(Selector selector, int tabs, String event, int mark) throws IOException {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        for (int seen = 0; seen < tabs; ) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                if (((SocketChannel) key.channel()).read(buffer) < 0) {
                    throw new IOException("a stream was closed");
                }
                boolean[] marks = (boolean[]) key.attachment();
                if (!marks[mark]
                        && StandardCharsets.US_ASCII.decode(buffer.flip()).toString().contains(event)) {
                    marks[mark] = true;
                    seen++;
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private static void ask(int port) throws Exception {
        var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/interactions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"question\",\"sessionId\":\"tabs\"}"))
                .build();
        HttpClient.newHttpClient().send(ask, BodyHandlers.ofString());
    }

    /** KiB. */
    private static long resident(String pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
