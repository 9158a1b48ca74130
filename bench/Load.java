import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Loads the service over loopback, each connection one request after the other, and prints what was done, how often a
 * second and how long one took.
 *
 * <p>Run: {@code java bench/Load.java PORTS WHAT CONNECTIONS SECONDS}, with the ports of all replicas, parted by commas:
 * whoever asks at one settles at the next. WHAT is one of
 *
 * <ul>
 *   <li>{@code ask}: asks alone
 *   <li>{@code settle}: asks for SECONDS, then settles all of it; only the settling is counted
 *   <li>{@code cycle}: an ask, then its settlement
 *   <li>{@code wait}: a held ask, a tab that hears of it, its settlement on another connection, the held ask's answer; a
 *       second line tells the time from the settlement's sending to the asker's answer
 *   <li>{@code held}: the same of a permission, as agents ask for it
 *   <li>{@code mcp}: the same of that permission, asked by a call of the tool {@code approve} that is answered as a stream
 *   <li>{@code bare}: the endpoint of {@code bench/bare}
 *   <li>{@code fill}: as many asks as SECONDS says
 *   <li>{@code churn}: as many cycles as SECONDS says
 * </ul>
 *
 * <p>The environment may have tokens to ask (ASKER) and to settle (DECIDER) by.
 */
public class Load {

    private static final String TEXT = "x".repeat(200);
    private static final String ASKER = bearer("ASKER");
    private static final String DECIDER = bearer("DECIDER");

    private final List<Integer> ports;
    private final int connections;
    private final long amount;
    private final AtomicLong left = new AtomicLong();

    private Load(List<Integer> ports, int connections, long amount) {
        this.ports = ports;
        this.connections = connections;
        this.amount = amount;
        left.set(amount);
    }

    private static String bearer(String variable) {
        String token = System.getenv(variable);
        return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    public static void main(String[] arguments) throws Exception {
        List<Integer> ports =
                Stream.of(arguments[0].split(",")).map(Integer::valueOf).toList();
        var load = new Load(ports, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        switch (arguments[1]) {
            case "ask" -> load.run("ask", load::asks);
            case "settle" -> load.settle();
            case "cycle" -> load.run("cycle", load::cycles);
            case "wait" -> load.await("wait", Held.QUESTION);
            case "held" -> load.await("held", Held.PERMISSION);
            case "mcp" -> load.await("mcp", Held.CALL);
            case "bare" -> load.run("bare", load::bare);
            case "fill" -> load.run("fill", load::fill);
            case "churn" -> load.run("churn", load::churn);
            default -> throw new IllegalArgumentException("what is '" + arguments[1] + "'?");
        }
    }

    /** What one connection does; gives the time of each in nanoseconds. */
    private interface Work {
        List<Long> on(Connection connection, int number) throws Exception;
    }

    private void run(String what, Work work) throws Exception {
        long start = System.nanoTime();
        print(what, start, onEach(work));
    }

    private List<Long> onEach(Work work) throws Exception {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                Callable<List<Long>> task = () -> {
                    try (var connection = new Connection(port(number))) {
                        return work.on(connection, number);
                    }
                };
                running.add(threads.submit(task));
            }
            var times = new ArrayList<Long>();
            for (var one : running) {
                times.addAll(one.get());
            }
            return times;
        }
    }

    private int port(int number) {
        return ports.get(number % ports.size());
    }

    private void print(String what, long start, List<Long> times) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%-8s %3d %8.0f /s  p50 %7.2f ms  p99 %7.2f ms%n",
                what, connections, sorted.length / seconds, at(sorted, 50), at(sorted, 99));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[(int) ((long) sorted.length * percent / 100)] / 1e6;
    }

    private List<Long> timed(Callable<?> once) throws Exception {
        long end = System.nanoTime() + amount * 1_000_000_000L;
        var times = new ArrayList<Long>();
        for (long now = System.nanoTime(); now < end; ) {
            once.call();
            long after = System.nanoTime();
            times.add(after - now);
            now = after;
        }
        return times;
    }

    private List<Long> counted(Callable<?> once) throws Exception {
        var times = new ArrayList<Long>();
        while (left.getAndDecrement() > 0) {
            long now = System.nanoTime();
            once.call();
            times.add(System.nanoTime() - now);
        }
        return times;
    }

    private List<Long> asks(Connection connection, int number) throws Exception {
        String session = "ask-" + System.nanoTime() + "-" + number + "-";
        var count = new AtomicLong();
        return timed(() -> connection.ask(session + count.getAndIncrement() / 50));
    }

    private List<Long> fill(Connection connection, int number) throws Exception {
        String session = "fill-" + System.nanoTime() + "-" + number + "-";
        var count = new AtomicLong();
        return counted(() -> connection.ask(session + count.getAndIncrement() / 50));
    }

    private List<Long> churn(Connection connection, int number) throws Exception {
        String session = "churn-" + number;
        return counted(() -> connection.resolve(connection.ask(session)));
    }

    private List<Long> cycles(Connection connection, int number) throws Exception {
        String session = "cycle-" + number;
        try (var decider = new Connection(port(number + 1))) {
            return timed(() -> decider.resolve(connection.ask(session)));
        }
    }

    private List<Long> bare(Connection connection, int number) throws Exception {
        String body = asking("cycle-" + number);
        return timed(() -> connection.post("/bare", body, "200"));
    }

    private void settle() throws Exception {
        Map<Integer, List<String>> asked = new ConcurrentHashMap<>();
        onEach((connection, number) -> {
            String session = "settle-" + System.nanoTime() + "-" + number + "-";
            var ids = new ArrayList<String>();
            timed(() -> ids.add(connection.ask(session + ids.size() / 50)));
            asked.put(number, ids);
            return List.of();
        });
        run("settle", (connection, number) -> {
            var times = new ArrayList<Long>();
            for (String id : asked.get(number)) {
                long now = System.nanoTime();
                connection.resolve(id);
                times.add(System.nanoTime() - now);
            }
            return times;
        });
    }

    /** An ask that is held, in one of its ways. */
    private enum Held {
        QUESTION("{\"response\":true}") {
            @Override
            void ask(Connection asker, String session) throws IOException {
                asker.sendPost("/v1/interactions?wait=60", asking(session));
            }

            @Override
            void answered(Connection asker) throws IOException {
                asker.answer("200");
            }
        },

        PERMISSION("{\"response\":{\"behavior\":\"allow\"}}") {
            @Override
            void ask(Connection asker, String session) throws IOException {
                asker.sendPost(
                        "/v1/interactions?wait=60",
                        "{\"type\":\"permission\",\"sessionId\":\"" + session + "\",\"lease\":\"PT1M\",\"data\":{\"toolName\":\"Bash\",\"input\":"
                                + INPUT + "}}");
            }

            @Override
            void answered(Connection asker) throws IOException {
                expect(asker.answer("200"), "\"allow\"");
            }
        },

        CALL("{\"response\":{\"behavior\":\"allow\"}}") {
            @Override
            void ask(Connection asker, String session) throws IOException {
                String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"approve\",\"arguments\":"
                        + "{\"tool_name\":\"Bash\",\"input\":" + INPUT + "}}}";
                asker.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\n" + ASKER + "Mcp-Session-Id: " + session
                        + "\r\nMCP-Protocol-Version: 2025-11-25\r\nAccept: application/json, text/event-stream\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + call.length() + "\r\n\r\n" + call);
            }

            @Override
            void answered(Connection asker) throws IOException {
                expect(asker.stream(), "\\\"allow\\\"");
            }
        };

        private static final String INPUT = "{\"command\":\"" + TEXT + "\"}";

        private final String settlement;

        Held(String settlement) {
            this.settlement = settlement;
        }

        abstract void ask(Connection asker, String session) throws IOException;

        /** Reads what the asker is told at the end. */
        abstract void answered(Connection asker) throws IOException;

        private static void expect(String answer, String part) throws IOException {
            if (!answer.contains(part)) {
                throw new IOException("not what was settled: " + answer);
            }
        }
    }

    private void await(String what, Held held) throws Exception {
        Map<String, BlockingQueue<String>> heard = new ConcurrentHashMap<>();
        var stream = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(0) + "/v1/events")).build();
        try (var client = HttpClient.newHttpClient()) {
            var tab = client.send(stream, BodyHandlers.ofInputStream());
            var inStep = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> listen(tab.body(), heard, inStep));
            inStep.await();
            List<Long> answered = Collections.synchronizedList(new ArrayList<>());
            long start = System.nanoTime();
            List<Long> times = onEach((asker, number) -> {
                String session = what + "-" + number;
                var ids = heard.computeIfAbsent(session, key -> new LinkedBlockingQueue<>());
                try (var responder = new Connection(port(number + 1))) {
                    return timed(() -> {
                        held.ask(asker, session);
                        String id = ids.poll(30, TimeUnit.SECONDS);
                        if (id == null) {
                            throw new IOException("the tab did not hear of the ask within 30 s");
                        }
                        long sent = System.nanoTime();
                        responder.sendPost("/v1/interactions/" + id + "/resolve", held.settlement);
                        held.answered(asker);
                        answered.add(System.nanoTime() - sent);
                        return responder.answer("200");
                    });
                }
            });
            print(what, start, times);
            print(what.equals("wait") ? "answered" : what + "-answered", start, answered);
            client.shutdownNow();
        }
    }

    /** Reads events until the connection ends, and hands each asked id to who asked in its session. */
    private static void listen(InputStream events, Map<String, BlockingQueue<String>> heard, CountDownLatch inStep) {
        try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            boolean isAsked = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    isAsked = line.endsWith("interaction-requested");
                    inStep.countDown();
                } else if (isAsked && line.startsWith("data:")) {
                    heard.computeIfAbsent(member(line, "\"sessionId\":\""), key -> new LinkedBlockingQueue<>())
                            .add(member(line, "\"id\":\""));
                }
            }
        } catch (IOException closed) {
            // the run is over
        }
    }

    private static String member(String json, String name) {
        int from = json.indexOf(name) + name.length();
        return json.substring(from, json.indexOf('"', from));
    }

    private static String asking(String session) {
        return "{\"type\":\"question\",\"sessionId\":\"" + session + "\",\"data\":{\"text\":\"" + TEXT + "\"}}";
    }

    /** One connection, kept alive. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Connection(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
            out = socket.getOutputStream();
        }

        String ask(String session) throws IOException {
            String asked = post("/v1/interactions", asking(session), "201");
            return member(asked, "\"id\":\"");
        }

        String resolve(String id) throws IOException {
            return post("/v1/interactions/" + id + "/resolve", "{\"response\":true}", "200");
        }

        String post(String path, String body, String status) throws IOException {
            sendPost(path, body);
            return answer(status);
        }

        void sendPost(String path, String body) throws IOException {
            String caller = path.endsWith("/resolve") ? DECIDER : ASKER;
            send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + caller
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        String answer(String status) throws IOException {
            String line = line();
            if (!line.startsWith("HTTP/1.1 " + status)) {
                throw new IOException(line);
            }
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        /** An answer in chunks, to its end. */
        String stream() throws IOException {
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status);
            }
            for (String header = line(); !header.isEmpty(); header = line()) {
                // they are as ever
            }
            var body = new StringBuilder();
            while (true) {
                int length = Integer.parseInt(line(), 16);
                body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                line();
                if (length == 0) {
                    return body.toString();
                }
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder(64);
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

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
