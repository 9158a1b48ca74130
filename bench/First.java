import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the service again and again, and prints the time from exec to the first answered request and the memory that is
 * resident two seconds later, a line each. Run: {@code java bench/First.java PORT ROUNDS COMMAND...}.
 */
public class First {

    private static final byte[] REQUEST =
            "GET /v1/interactions?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        List<String> command = List.of(arguments).subList(2, arguments.length);
        for (int round = 0; round <= Integer.parseInt(arguments[1]); round++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!answers(port)) {
                Thread.sleep(1);
            }
            long after = System.nanoTime() - start;
            Thread.sleep(2_000);
            if (round > 0) { // the first one warms up this client
                System.out.printf("%.1f ms %.1f MiB%n", after / 1e6, resident(process.pid()) / 1024.0);
            }
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(REQUEST);
            byte[] status = socket.getInputStream().readNBytes(12);
            return Arrays.equals(status, "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** KiB. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
