package dev.holdpoint.cli;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Service;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.hook.Hook;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Duration;
import picocli.CommandLine.ParseResult;

/** {@code holdpoint hook}: what stands on its command line; all that is wrong with it blocks. */
public final class HookCommand {

    static final String NAME = "hook";
    static final String TIMEOUT = "--timeout";

    /** What agents take for a block. */
    public static final int BLOCKED = 2;

    private HookCommand() {}

    static void run(ParseResult given, Surroundings around) {
        String word = given.matchedPositionalValue(0, "");
        Agent agent = Agent.of(word)
                .orElseThrow(() ->
                        CommandException.usage("AGENT: '" + word + "': one of " + Agent.words() + " is needed here"));
        String seconds = Arguments.one(given, TIMEOUT);
        if (seconds == null) {
            throw CommandException.usage(TIMEOUT + ": the hook's own timeout in seconds, less 10, is needed: when the"
                    + " agent ends the hook, nothing blocks the call any more");
        }
        if (!seconds.matches("[1-9]\\d{0,4}") || Integer.parseInt(seconds) > 86_400) {
            throw CommandException.usage(TIMEOUT + ": '" + seconds + "': a number from 1 to 86400 is needed here");
        }
        Hook.run(
                agent,
                Duration.ofSeconds(Integer.parseInt(seconds)),
                new Hook.Streams(
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err)),
                () -> service(given, around));
    }

    /** What is wrong with the address blocks in the form that the event wants. */
    private static Service service(ParseResult given, Surroundings around) {
        try {
            return new Service(Connection.place(given, around), Connection.credential(given, around));
        } catch (CommandException wrong) {
            throw new NotDoneException(String.valueOf(wrong.getMessage()));
        }
    }
}
