package dev.holdpoint.app;

import dev.holdpoint.cli.Commands;
import dev.holdpoint.cli.HookCommand;
import dev.holdpoint.cli.Surroundings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Runs the service; or, with an argument, a command. */
@QuarkusMain
public final class Main {

    private static final String JSON_LOG = "quarkus.log.console.json.enabled";

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0 || List.of(arguments).equals(List.of("serve"))) {
            run();
            return;
        }
        try {
            var around = Surroundings.own(utf8(FileDescriptor.out), utf8(FileDescriptor.err), isTerminal());
            System.exit(new Commands(new CredentialShapes(), around).run(arguments));
        } catch (Throwable broken) { // out of memory too
            if (Commands.isHook(arguments)) {
                Runtime.getRuntime().halt(HookCommand.BLOCKED);
            }
            throw broken;
        }
    }

    /** JSON is, whatever the terminal's locale says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
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

    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
