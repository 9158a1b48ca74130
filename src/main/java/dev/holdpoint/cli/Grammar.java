package dev.holdpoint.cli;

import dev.holdpoint.interaction.Permission;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which commands there are, and what they take; without annotations, which a native image would have to be told of. */
final class Grammar {

    static final String NAME = "NAME";
    static final String ID = "ID";
    static final String BACKUP = "backup";
    static final String FORCE = "--force";
    static final String FILE = "FILE";

    private static final int WIDTH = 100;
    private static final String TENANT = "the tenant (default: default)";

    private Grammar() {}

    static CommandLine commandLine() {
        CommandSpec token = command("token", "Makes, lists and revokes tokens, by which programs and people are known.")
                .addSubcommand("create", create())
                .addSubcommand("list", list())
                .addSubcommand("revoke", revoke());
        CommandSpec root = command("holdpoint", "");
        ClientGrammar.addTo(root);
        root.addSubcommand(
                        "serve", command("serve", "Runs the service, as no argument does, until it is told to stop."))
                .addSubcommand("token", token)
                .addSubcommand("sign-in-link", signInLink())
                .addSubcommand(VerifyCluster.NAME, verifyCluster())
                .addSubcommand(CopyCommand.NAME, copy())
                .addSubcommand(BACKUP, backup())
                .addSubcommand(CheckCommand.NAME, check());
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(WIDTH / 2);
    }

    private static CommandSpec create() {
        CommandSpec spec = command(
                "create",
                "Makes a token and prints it, this once.",
                "It stands alone on standard output: T=$(holdpoint token create ci --permission ask)");
        spec.addPositional(parameter(NAME, "what it is for"));
        spec.addOption(list("--permission", "PERMISSION", "ask, decide, read or manage; several with commas between")
                .completionCandidates(words(Permission.values()))
                .splitRegex(",")
                .build());
        limits(spec);
        spec.addOption(text("--expires-in", "DURATION", "how long it is good: 12h, 30d, PT1M to P366D (default: 90d)"));
        spec.addOption(text("--person", "NAME", "the person that it is for; without, it is a service's"));
        spec.addOption(text("--tenant", "TENANT", TENANT));
        spec.addOption(flag("--json", "print the token's record, the token in it"));
        return ClientGrammar.reachedToo(common(spec));
    }

    private static CommandSpec list() {
        CommandSpec spec =
                command("list", "Lists the tokens that are good, children below the tokens they were made of.");
        spec.addOption(text("--tenant", "TENANT", TENANT));
        spec.addOption(flag("--json", "print their records, as {\"items\": [...]}"));
        return ClientGrammar.reachedToo(common(spec));
    }

    private static CommandSpec revoke() {
        CommandSpec spec = command("revoke", "Revokes a token and all that were made of it, at once.");
        spec.addPositional(parameter(ID, "its id, as the list has it"));
        spec.addOption(text("--tenant", "TENANT", TENANT));
        return ClientGrammar.reachedToo(common(spec));
    }

    private static CommandSpec signInLink() {
        CommandSpec spec = command(
                "sign-in-link",
                "Makes a link to sign in by, once, and prints it.",
                "It is for whoever runs the service, good for 24 hours; with --name and --permission for",
                "somebody else, good for 15 minutes.");
        spec.addOption(text("--name", "NAME", "who signs in by it"));
        spec.addOption(list("--permission", "PERMISSION", "what they may: ask, decide, read or manage")
                .completionCandidates(words(Permission.values()))
                .splitRegex(",")
                .build());
        limits(spec);
        spec.addOption(text("--tenant", "TENANT", TENANT));
        return ClientGrammar.reachedToo(common(spec));
    }

    private static CommandSpec verifyCluster() {
        CommandSpec spec = command(
                VerifyCluster.NAME,
                "Asks, answers and listens at replicas for a while, at random, and says whether what they told",
                "keeps every promise: one settlement for each, the same for all, nothing lost, every event once.",
                "It uses sessions of its own and removes them; give it a token of a tenant of its own, which may ask,",
                "decide, read and manage: by " + VerifyCluster.TOKEN + ", or a file. One of a tenant at a time.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("URL")
                .index("0..*")
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .required(true)
                .description(
                        "where a replica is reached, http://host:8080; a load balancer will do, each replica is better")
                .build());
        spec.addOption(number(VerifyCluster.SECONDS, "how long it calls, 1 to 3600 (default: 30)"));
        spec.addOption(number(VerifyCluster.CALLERS, "how many call at once, 1 to 64 (default: 8)"));
        spec.addOption(number(VerifyCluster.RATE, "about how many calls a second in all, 1 to 1000 (default: 80)"));
        spec.addOption(text(VerifyCluster.TOKEN_FILE, "FILE", "a file whose first line is the token"));
        return spec.addOption(flag("--json", "print what was found as JSON"));
    }

    private static CommandSpec copy() {
        CommandSpec spec = command(
                CopyCommand.NAME,
                "Copies all that a data folder has into an empty PostgreSQL database, and compares it.",
                "It is kept as a whole, or not at all. The server of the folder is stopped before. As whom the",
                "database is called: holdpoint.postgresql.username, .password or .password-file, as properties",
                "or variables (HOLDPOINT_POSTGRESQL_USERNAME).");
        spec.addOption(text("--to", "URL", "postgresql://host:5432/db (default: HOLDPOINT_POSTGRESQL_URL)"));
        spec.addOption(flag("--dry-run", "copy and compare it, and keep nothing; the server may run"));
        spec.addOption(flag("--compare", "copy nothing: compare what was copied"));
        return common(spec);
    }

    private static CommandSpec backup() {
        CommandSpec spec = command(
                BACKUP,
                "Makes a copy of all that is kept, as it is at one moment, in one file; the server goes on meanwhile.",
                "It has its name once it is whole and on the disk. On the machine of the data folder alone: a server",
                "that runs writes it, as its own user, else this command. It has all tenants' questions and answers,",
                "and what tokens are known by: keep it as the data.");
        spec.addPositional(parameter(FILE, "the file to make"));
        spec.addOption(flag(FORCE, "replace a file that is there"));
        spec.addOption(flag("--json", "print what is in it as JSON, as where it is piped"));
        return nowhereElse(common(spec));
    }

    private static CommandSpec check() {
        CommandSpec spec = command(
                CheckCommand.NAME,
                "Tells whether a service can start with a file and has all of it: pages, tables, and that what refers",
                "to each other is there. The file stays as it is. Ends with 0 where it is sound, 1 where it is not, a",
                "line for each thing that is wrong, 3 where it cannot be read.");
        spec.addPositional(parameter(FILE, "a backup, or the holdpoint.db of a server that is stopped"));
        spec.addOption(flag("--json", "print what was found as JSON, as where it is piped"));
        return nowhereElse(spec);
    }

    /** Takes the address of a service, to say that it is not done there. */
    private static CommandSpec nowhereElse(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(ClientGrammar.URL)
                .type(String.class)
                .hidden(true)
                .build());
    }

    private static void limits(CommandSpec spec) {
        spec.addOption(
                list("--session", "PATTERN", "limit it to a session, or to those that begin so: 'ci-*'; repeatable")
                        .build());
        spec.addOption(list("--type", "TYPE", "limit it to a type of interactions; repeatable")
                .build());
    }

    static CommandSpec common(CommandSpec spec) {
        return spec.addOption(text(
                "--data-dir",
                "FOLDER",
                "where the service keeps its data (default: HOLDPOINT_DATA_DIR, else holdpoint-data;"
                        + " files of configuration are not read)"));
    }

    static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("print this help")
                .build());
    }

    static PositionalParamSpec parameter(String label, String description) {
        return parameter(label, description, List.of());
    }

    /**
     * One of which it is known what may stand there.
     *
     * @param known what a shell completes it to
     */
    static PositionalParamSpec parameter(String label, String description, List<String> known) {
        PositionalParamSpec.Builder parameter = PositionalParamSpec.builder()
                .paramLabel(label)
                .index("0")
                .arity("1")
                .type(String.class)
                .required(true)
                .description(description);
        return (known.isEmpty() ? parameter : parameter.completionCandidates(known)).build();
    }

    static OptionSpec text(String name, String label, String description) {
        return text(name, label, description, List.of());
    }

    /** The same, completed to what is known. */
    static OptionSpec text(String name, String label, String description, List<String> known) {
        OptionSpec.Builder option =
                OptionSpec.builder(name).paramLabel(label).type(String.class).description(description);
        return (known.isEmpty() ? option : option.completionCandidates(known)).build();
    }

    static List<String> words(Object[] known) {
        return Stream.of(known).map(Object::toString).toList();
    }

    static OptionSpec number(String name, String description) {
        return OptionSpec.builder(name)
                .paramLabel("NUMBER")
                .type(int.class)
                .description(description)
                .build();
    }

    static OptionSpec.Builder list(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description);
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }
}
