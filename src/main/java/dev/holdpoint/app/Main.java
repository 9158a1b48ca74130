package dev.holdpoint.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Runs the service; or, with an argument, tells its version or its help without opening or starting anything. */
@QuarkusMain
public final class Main {

    /** A command that is used wrongly ({@code EX_USAGE} of sysexits.h). */
    private static final int USAGE = 64;

    private static final String JSON_LOG = "quarkus.log.console.json.enabled";

    private Main() {}

    @SuppressWarnings("SystemOut") // the answer to a command
    public static void main(String... arguments) throws IOException {
        if (arguments.length == 0) {
            run();
            return;
        }
        switch (arguments[0]) {
            case "--version" ->
                System.out.println("holdpoint " + text("/version.txt").strip());
            case "--help", "-h" -> System.out.print(text("/help.txt"));
            case String unknown -> {
                String advice = unknown.startsWith("-D") ? "properties stand before -jar; " : "";
                System.err.println(
                        "holdpoint: unknown argument '" + unknown + "'; " + advice + "--help tells what there is");
                System.exit(USAGE);
            }
        }
    }

    @SuppressWarnings("SystemOut") // what is printed there is put into words of ours
    private static void run() {
        Thread.setDefaultUncaughtExceptionHandler(new LastResort());
        System.setErr(new ConfigurationErrors(System.err));
        boolean isConfigured =
                System.getProperty(JSON_LOG) != null || System.getenv("QUARKUS_LOG_CONSOLE_JSON_ENABLED") != null;
        if (isTerminal() && !isConfigured) {
            System.setProperty(JSON_LOG, "false"); // a person reads it
        }
        Quarkus.run();
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Not by the configuration: reading that begins to log. */
    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
