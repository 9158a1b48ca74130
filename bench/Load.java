import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Asks and settles over loopback, each connection one cycle after the other, and tells cycles a second and the time of a
 * cycle. Run: {@code java bench/Load.java PORT CONNECTIONS SECONDS}
 */
public class Load {

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        long end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
        var times = new ConcurrentLinkedQueue<long[]>();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String session = "load-" + i;
            threads.add(Thread.ofPlatform().start(() -> times.add(cycles(port, session, end))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%d connections: %.0f cycles/s, p50 %.2f ms, p99 %.2f ms%n",
                connections, all.length / seconds, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6);
    }

    private static long[] cycles(int port, String session, long end) {
        var times = new ArrayList<Long>();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String ask = "{\"type\":\"question\",\"sessionId\":\"" + session + "\",\"data\":{\"text\":\""
                    + "x".repeat(200) + "\"}}";
            while (System.nanoTime() < end) {
                long from = System.nanoTime();
                String asked = post(in, out, "/v1/interactions", ask, "201");
                String id = asked.substring(asked.indexOf("\"id\":\"") + 6, asked.indexOf("\"id\":\"") + 42);
                post(in, out, "/v1/interactions/" + id + "/resolve", "{\"response\":true}", "200");
                times.add(System.nanoTime() - from);
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private static String post(InputStream in, OutputStream out, String path, String body, String status)
            throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String line = line(in);
        if (!line.startsWith("HTTP/1.1 " + status)) {
            throw new IOException(line);
        }
        int length = 0;
        for (line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
