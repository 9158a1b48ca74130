package dev.holdpoint.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the service; or, with {@code --version}, tells its version without opening or starting anything. */
@QuarkusMain
public final class Main {

    private Main() {}

    @SuppressWarnings("SystemOut") // the answer to a command
    public static void main(String... arguments) throws IOException {
        if (List.of(arguments).contains("--version")) {
            System.out.println("holdpoint " + version());
        } else {
            Thread.setDefaultUncaughtExceptionHandler(new LastResort());
            Quarkus.run(arguments);
        }
    }

    /** Not by the configuration: reading that begins to log. */
    private static String version() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("/version.txt")) {
            return in == null ? "of no build" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
