package dev.holdpoint.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code holdpoint} does with an argument, without starting a service. */
public final class Commands {

    private final CredentialJson json;
    private final Surroundings around;

    public Commands(CredentialJson json, Surroundings around) {
        this.json = json;
        this.around = around;
    }

    /** Does what the arguments say, of which there is one at least; what the process is to end with. */
    public int run(String... arguments) {
        try {
            return perform(arguments);
        } catch (CommandException failed) {
            around.err().println("holdpoint: " + failed.getMessage());
            return isHook(arguments) ? HookCommand.BLOCKED : failed.status();
        }
    }

    /** Whatever becomes of it has to be a block, or a decision. */
    public static boolean isHook(String... arguments) {
        return arguments[0].equals(HookCommand.NAME);
    }

    private int perform(String... arguments) {
        CommandLine commands = Grammar.commandLine();
        switch (arguments[0]) {
            case "--version" ->
                around.out().println("holdpoint " + resource("/version.txt").strip());
            case "--help", "-h" -> help(commands);
            case "help" -> help(commands, Arrays.copyOfRange(arguments, 1, arguments.length));
            case String first
            when commands.getSubcommands().containsKey(first) -> {
                return perform(commands, arguments);
            }
            case String unknown -> {
                String advice = unknown.startsWith("-D") ? "properties stand before -jar; " : "";
                throw CommandException.usage(
                        "unknown argument '" + unknown + "'; " + advice + "--help tells what there is");
            }
        }
        return 0;
    }

    /** Of the whole, or of one command. */
    private void help(CommandLine commands, String... path) {
        CommandLine command = commands;
        List<String> names = Stream.of(path)
                .filter(name -> !Set.of("help", "--help", "-h").contains(name))
                .toList();
        for (String name : names) {
            command = Optional.ofNullable(command.getSubcommands().get(name))
                    .orElseThrow(() -> CommandException.usage(
                            "unknown command '" + String.join(" ", path) + "'; --help tells what there is"));
        }
        around.out().print(names.isEmpty() ? resource("/help.txt") : command.getUsageMessage(Ansi.OFF));
    }

    private int perform(CommandLine commands, String... arguments) {
        ParseResult given = parse(commands, arguments);
        while (given.hasSubcommand() && !given.isUsageHelpRequested()) {
            given = given.subcommand();
        }
        CommandLine command = given.commandSpec().commandLine();
        if (given.isUsageHelpRequested()) {
            around.out().print(command.getUsageMessage(Ansi.OFF));
            return 0;
        }
        if (!command.getSubcommands().isEmpty()) {
            throw wrong(command, "one of " + command.getSubcommands().keySet() + " is needed");
        }
        if (ClientGrammar.names().contains(arguments[0])) {
            return ClientCommands.run(arguments[0], given, around);
        }
        switch (arguments[0]) {
            case VerifyCluster.NAME -> new VerifyCluster(around).perform(given);
            case HookCommand.NAME -> HookCommand.run(given, around);
            case CopyCommand.NAME -> new CopyCommand(around).run(given, new Administration(json, around).folder(given));
            case ConnectCommand.NAME -> new ConnectCommand(around, given, new Administration(json, around)).run();
            case DoctorCommand.NAME -> {
                return DoctorCommand.run(given, around);
            }
            case CheckCommand.NAME -> {
                return CheckCommand.run(given, around);
            }
            case "completion" -> around.out().print(AutoComplete.bash("holdpoint", commands));
            default -> new Administration(json, around).run(command.getCommandName(), given);
        }
        return 0;
    }

    private static ParseResult parse(CommandLine commands, String... arguments) {
        try {
            return commands.parseArgs(arguments);
        } catch (UnmatchedArgumentException wrong) {
            boolean isText = wrong.getCommandLine().getCommandName().equals("ask");
            throw wrong(
                    wrong.getCommandLine(),
                    Objects.toString(wrong.getMessage())
                            + (isText && !wrong.isUnknownOption() ? "; a text of several words stands in quotes" : ""));
        } catch (ParameterException wrong) {
            throw wrong(
                    wrong.getCommandLine(), Objects.toString(wrong.getMessage()).replaceAll("\\R\\s*", " "));
        }
    }

    private static CommandException wrong(CommandLine command, String what) {
        return CommandException.usage(what + "; holdpoint help" + path(command) + " tells what there is");
    }

    private static String path(CommandLine command) {
        return Stream.iterate(command, Objects::nonNull, CommandLine::getParent)
                .filter(one -> one.getParent() != null)
                .map(CommandLine::getCommandName)
                .reduce("", (below, above) -> " " + above + below);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Commands.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
