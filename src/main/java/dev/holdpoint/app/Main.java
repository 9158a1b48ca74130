package dev.holdpoint.app;

import dev.holdpoint.cli.Commands;
import dev.holdpoint.cli.Surroundings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.Console;
import java.util.Optional;

/** Runs the service; or, with an argument, a command. */
@QuarkusMain
public final class Main {

    private static final String JSON_LOG = "quarkus.log.console.json.enabled";

    private Main() {}

    @SuppressWarnings("SystemOut") // the answer to a command
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            run();
            return;
        }
        var commands = new Commands(new CredentialShapes(), Surroundings.own(System.out, System.err));
        System.exit(commands.run(arguments));
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
}
