package dev.holdpoint.cli;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Status;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands that call a service by HTTP: they ask, answer and look. */
final class ClientGrammar {

    static final String URL = "--url";
    static final String TOKEN_FILE = "--token-file";
    static final String JSON = "--json";
    static final String YES = "--yes";

    private ClientGrammar() {}

    static void addTo(CommandSpec root) {
        root.addSubcommand("ask", ask());
        root.addSubcommand("await", await());
        root.addSubcommand("list", list());
        root.addSubcommand("show", show());
        root.addSubcommand("resolve", resolve());
        root.addSubcommand("reject", settling("reject", "Says no to a question."));
        root.addSubcommand("cancel", settling("cancel", "Withdraws a question that was asked."));
        root.addSubcommand("watch", watch());
        root.addSubcommand(HookCommand.NAME, hook());
        root.addSubcommand(ConnectCommand.NAME, connect());
        root.addSubcommand(DoctorCommand.NAME, doctor());
        root.addSubcommand("completion", completion());
    }

    private static CommandSpec completion() {
        CommandSpec spec = Grammar.command(
                "completion", "Prints what completes commands in bash and zsh: source <(holdpoint completion)");
        List<String> shells = List.of("bash", "zsh");
        return spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("SHELL")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .completionCandidates(shells)
                .description("bash or zsh: it is one for both")
                .build());
    }

    private static CommandSpec connect() {
        CommandSpec spec = Grammar.command(
                ConnectCommand.NAME,
                "Puts the hook into the settings of an agent, with a token of its own that may ask and nothing else.",
                "What that changes is shown first; what else stands there stays as it is.",
                "Claude Code is held where it would ask by itself, and on its questions and plans; Codex before each",
                "call of a tool, Gemini CLI before those that change something.");
        spec.addPositional(
                Grammar.parameter("AGENT", "which agent: " + String.join(", ", Agent.words()), Agent.words()));
        spec.addOption(
                Grammar.flag("--project", "in the settings of this folder, which others share: no secret, no paths"));
        spec.addOption(
                Grammar.flag("--both", "with --project: write it where the user's own is in the way there, too"));
        spec.addOption(Grammar.flag("--print", "print it, and write nothing"));
        spec.addOption(Grammar.flag("--remove", "take it out again: the file is what it was, to the byte"));
        spec.addOption(Grammar.flag(YES, "do not ask before writing"));
        spec.addOption(Grammar.text("--tools", "PATTERN", "hold each call of these tools: 'Bash|Write'"));
        spec.addOption(Grammar.text(
                HookCommand.TIMEOUT, "SECONDS", "how long a call is held, 20 to 86400 (default: 900), then blocked"));
        spec.addOption(Grammar.text(
                "--data-dir", "FOLDER", "where the service of this machine keeps its data, for the token"));
        return reached(spec);
    }

    private static CommandSpec doctor() {
        return reached(Grammar.command(
                DoctorCommand.NAME,
                "Tells whether the service is there, who this command is known as, and whether the hooks in agents'",
                "settings, here and for all projects, are in the way: runs each with a test, which people see for 5 s.",
                "Good is: asked, and blocked by silence. Ends with 1 where anything is not."));
    }

    private static CommandSpec hook() {
        CommandSpec spec = Grammar.command(
                HookCommand.NAME,
                "The hook of an agent: reads on standard input what the agent is about to do, asks, and writes what",
                "was decided. Whatever else happens, the call is blocked (status 2, or for Claude Code's",
                "PermissionRequest a denial): the service is not reached, refuses or answers what is no decision,",
                "nobody decides in time, the command is told to end, or is used wrongly. An agent takes any other",
                "failure for a yes: have its shell say so of a command that is missing or killed, too:",
                "  holdpoint hook codex --timeout 590 || exit 2",
                "Of Claude Code's PermissionRequest this is no block: take the line that connect --print prints.");
        spec.addPositional(
                Grammar.parameter("AGENT", "which agent: " + String.join(", ", Agent.words()), Agent.words()));
        spec.addOption(Grammar.text(
                HookCommand.TIMEOUT,
                "SECONDS",
                "when it blocks, 1 to 86400: the hook's own timeout, less 10; required"));
        return reached(spec);
    }

    private static CommandSpec ask() {
        CommandSpec spec = Grammar.command(
                "ask",
                "Asks people, waits until somebody decides, and ends with what they said:",
                "  0  somebody decided, and it is a yes",
                "  1  somebody decided, and it is a no",
                "  2  nobody decided: silence, whatever it settles as, is never a yes",
                "  3  the service was not reached, or refused",
                "So it is a gate: holdpoint ask \"Deploy 4.2 to production?\" && deploy",
                "A service that goes away and comes back is waited for as long as the question lives. Where the",
                "command is stopped (Ctrl-C, SIGTERM), the question is withdrawn, unless it has a --key.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("TEXT")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description(
                        "what is asked, as Markdown, @FILE with it, or - for standard input; with --option a question, else something to approve")
                .build());
        spec.addOption(Grammar.list("--option", "LABEL", "an option to choose; repeatable")
                .build());
        spec.addOption(yes());
        spec.addOption(Grammar.text(
                "--type", "TYPE", "what kind it is (default: plan-approval; ask-user with --option)", Question.KNOWN));
        spec.addOption(Grammar.text("--title", "TITLE", "one line for people (default: the first line of TEXT)"));
        spec.addOption(Grammar.text("--data", "JSON", "what is asked, as the type has it: JSON, or @FILE with it"));
        spec.addOption(Grammar.text("--schema", "JSON", "JSON Schema of the answer; or @FILE"));
        spec.addOption(Grammar.text("--session", "ID", "what it belongs to (default: one of its own)"));
        spec.addOption(Grammar.text(
                "--timeout", "DURATION", "how long it lives: 90s, 15m, 2h, 7d, 1h30m (default: the service's)"));
        spec.addOption(Grammar.text(
                "--key",
                "KEY",
                "asked again with the same key and words, it is the same question; it outlives the command"));
        spec.addOption(Grammar.flag("--no-wait", "ask, print what was asked, and end with 2: nobody has decided"));
        return called(spec);
    }

    private static CommandSpec await() {
        CommandSpec spec = Grammar.command(
                "await",
                "Waits until somebody decides what was asked, and ends as ask does:",
                "0 yes, 1 no, 2 nobody decided, 3 not reached or refused. Stopped, it leaves the question.");
        spec.addPositional(id());
        spec.addOption(yes());
        return called(spec);
    }

    private static CommandSpec list() {
        CommandSpec spec = Grammar.command("list", "Lists questions: those that are pending, or others.");
        spec.addOption(
                Grammar.list("--session", "ID", "of a session; repeatable").build());
        spec.addOption(Grammar.list("--type", "TYPE", "of a type; repeatable").build());
        spec.addOption(Grammar.list(
                        "--status", "STATUS", "pending (default), resolved, rejected, expired, cancelled; repeatable")
                .completionCandidates(Grammar.words(Status.values()))
                .build());
        spec.addOption(Grammar.list(
                        "--outcome",
                        "NAME",
                        "allowed, denied, approved, declined, answered, nobody, withdrawn; repeatable")
                .completionCandidates(Grammar.words(OutcomeName.values()))
                .build());
        spec.addOption(Grammar.text("--search", "WORDS", "with these in it"));
        spec.addOption(Grammar.text(
                "--order", "ORDER", "oldest (default), newest or decided", List.of("oldest", "newest", "decided")));
        spec.addOption(Grammar.number("--limit", "how many, 1 to 500 (default: 50)"));
        spec.addOption(Grammar.text("--cursor", "CURSOR", "goes on where a list ended: its nextCursor"));
        return called(spec);
    }

    private static CommandSpec show() {
        CommandSpec spec = Grammar.command("show", "Shows a question, and how it stands.");
        spec.addPositional(id());
        return called(spec);
    }

    private static CommandSpec resolve() {
        CommandSpec spec = settling(
                "resolve",
                "Answers a question. Without JSON it says yes: a permission is allowed, a plan is approved.",
                "Ends with 0 where this was what counts, with 1 where somebody was quicker, else with 3.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("JSON")
                .index("1")
                .arity("0..1")
                .type(String.class)
                .description("the answer, as its schema wants it: JSON, or @FILE with it")
                .build());
        return spec;
    }

    private static CommandSpec settling(String name, String... description) {
        CommandSpec spec = Grammar.command(name, description);
        spec.addPositional(id());
        spec.addOption(Grammar.text("--reason", "WORDS", "why"));
        return called(spec);
    }

    private static CommandSpec watch() {
        CommandSpec spec = Grammar.command(
                "watch",
                "Tells what happens, a line each, until it is stopped; it begins with what is pending.",
                "Nothing is skipped and nothing told twice when the connection breaks, or the service restarts.");
        spec.addOption(
                Grammar.list("--session", "ID", "of a session; repeatable").build());
        spec.addOption(Grammar.list("--type", "TYPE", "of a type; repeatable").build());
        return called(spec);
    }

    private static OptionSpec yes() {
        return Grammar.list(YES, "LABEL", "an option that is a yes; repeatable (default: each is, once one was chosen)")
                .build();
    }

    private static PositionalParamSpec id() {
        return Grammar.parameter(Grammar.ID, "its id");
    }

    /** How a service is reached. */
    static CommandSpec reached(CommandSpec spec) {
        spec.addOption(Grammar.text(
                URL, "URL", "where the service is (default: HOLDPOINT_URL, else the service of this machine)"));
        spec.addOption(Grammar.text(
                TOKEN_FILE,
                "FILE",
                "a file whose first line is the token, read for each call (default: HOLDPOINT_TOKEN)"));
        return spec;
    }

    /** How it is reached where it is not by its data folder. */
    static CommandSpec reachedToo(CommandSpec spec) {
        spec.addOption(
                Grammar.text(
                        URL,
                        "URL",
                        "by HTTP instead, where the service is (default: HOLDPOINT_URL, where it is there and --data-dir is not)"));
        return spec.addOption(Grammar.text(
                TOKEN_FILE, "FILE", "and as whom: a file whose first line is the token (default: HOLDPOINT_TOKEN)"));
    }

    private static CommandSpec called(CommandSpec spec) {
        spec.addOption(Grammar.flag(JSON, "print JSON; it is printed too where no terminal reads it"));
        return reached(spec);
    }

    static List<String> names() {
        return List.of("ask", "await", "list", "show", "resolve", "reject", "cancel", "watch");
    }
}
