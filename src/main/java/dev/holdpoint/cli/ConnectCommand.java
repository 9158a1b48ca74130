package dev.holdpoint.cli;

import dev.holdpoint.client.Call;
import dev.holdpoint.client.Credential;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Service;
import dev.holdpoint.connect.AgentTokens;
import dev.holdpoint.connect.Connecting;
import dev.holdpoint.connect.Standing;
import dev.holdpoint.connect.TokenFile;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.loading.ToolPattern;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.FileTrouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** {@code holdpoint connect}: the hook in an agent's settings, with a token of its own. */
final class ConnectCommand {

    static final String NAME = "connect";

    private static final int USUAL = 900;
    private static final String TOOLS = "--tools";
    private static final String BOTH = "--both";
    private static final String YEAR = ",\"expiresIn\":\"P366D\"";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Surroundings around;
    private final ParseResult given;
    private final Agent agent;
    private final boolean isOfProject;
    private final Administration administration;

    ConnectCommand(Surroundings around, ParseResult given, Administration administration) {
        this.around = around;
        this.given = given;
        this.administration = administration;
        String word = given.matchedPositionalValue(0, "");
        this.agent = Agent.of(word)
                .orElseThrow(() ->
                        CommandException.usage("AGENT: '" + word + "': one of " + Agent.words() + " is needed here"));
        this.isOfProject = given.hasMatchedOption("--project");
    }

    void run() {
        Connecting connecting = connecting();
        try {
            if (given.hasMatchedOption("--remove")) {
                remove(connecting);
            } else if (given.hasMatchedOption("--print")) {
                around.err().println("for " + connecting.file() + "; nothing is written, and no token is made");
                Connecting.Wish wish = wish(tokens(), connecting.standing());
                connecting.twice(wish).forEach(around.err()::println);
                around.out().println(connecting.settings(wish));
            } else {
                connect(connecting);
            }
        } catch (IOException failed) {
            throw new CommandException(FileTrouble.words(failed));
        } catch (NotDoneException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()));
        } catch (StackOverflowError | OutOfMemoryError large) {
            throw new CommandException("the settings of " + agent.word() + " cannot be read here: something in "
                    + connecting.file() + ", or in others of it, is too large or too deep; nothing is written");
        }
    }

    private Connecting connecting() {
        return new Connecting(
                files(around), agent, isOfProject, OwnCommand.words(around), around.out()::println, this::isAgreed);
    }

    private AgentTokens tokens() throws IOException {
        return new AgentTokens(files(around), agent, OwnCommand.words(around));
    }

    private Place place() {
        return Connection.place(given, around);
    }

    static AgentFiles files(Surroundings around) {
        String home = Optional.ofNullable(around.variable().apply("HOME"))
                .or(() -> Optional.ofNullable(around.property().apply("user.home")))
                .orElse(".");
        return new AgentFiles(Path.of(home), Path.of("").toAbsolutePath(), around.variable());
    }

    private void connect(Connecting connecting) throws IOException {
        AgentTokens before = tokens();
        Standing standing = connecting.standing();
        if (standing.tools() != null && !given.hasMatchedOption(TOOLS)) {
            around.err().println("held as before: " + standing.tools() + " (" + TOOLS + " changes that)");
        }
        Connecting.Wish wish = wish(before, standing);
        tellOfTwice(connecting, standing, wish);
        if (!connecting.connect(wish, () -> makeToken(before))) {
            around.err().println("nothing was written");
            return;
        }
        if (isOfProject) {
            around.err()
                    .println("whoever works there needs holdpoint on the PATH, and HOLDPOINT_TOKEN where the service"
                            + " wants one; no secret stands in the file");
        } else {
            forget(before, before.namedIn(connecting.file()));
        }
        if (agent == Agent.CODEX) {
            around.err()
                    .println("Codex runs it only once you trust it: start codex, say /hooks, and trust it. Until then"
                            + " it is not in the way.");
        }
        around.err().println("holdpoint doctor tells whether it is in the way");
    }

    /**
     * A project's is not made where the user's own is in the way there; the user's own is, for it holds the agent in all other
     * folders too, and so is one that is there already.
     */
    private void tellOfTwice(Connecting connecting, Standing standing, Connecting.Wish wish) {
        List<String> twice = connecting.twice(wish);
        if (isOfProject && !twice.isEmpty() && !standing.isHeld() && !given.hasMatchedOption(BOTH)) {
            throw new CommandException("nothing was written, for it is in the way here already: "
                    + String.join("; ", twice) + ". " + BOTH + " writes it all the same, for others who work here");
        }
        twice.forEach(around.err()::println);
    }

    /** One that is there for this very service is used, unless nobody is known by it any more. */
    private void makeToken(AgentTokens tokens) throws IOException {
        if (isOfProject) {
            return;
        }
        Path file = tokens.at(place());
        if (Files.exists(file)) {
            try (var service = new Service(place(), Credential.in(file))) {
                if (!TokenFile.isDead(service)) {
                    TokenFile.name(file, place());
                    return;
                }
            }
            around.err().println("nobody is known to " + place() + " by the token in " + file + " any more");
        }
        TokenFile.write(file, made(), place());
        around.err().println("a token that may ask, and nothing else, for a year: " + file);
    }

    private void remove(Connecting connecting) throws IOException {
        AgentTokens before = tokens();
        if (connecting.remove() == Connecting.Removal.REFUSED) {
            around.err().println("nothing was written, and the token is good as before");
        } else if (!isOfProject) {
            forget(before, before.kept());
        }
    }

    /** Has each forgotten by the service that it is for, and by no other, unless hooks need it still. */
    private void forget(AgentTokens before, Set<Path> tokens) throws IOException {
        AgentTokens now = tokens();
        for (Path token : tokens) {
            Set<Path> needing = now.needing(token);
            if (needing.isEmpty()) {
                forget(token, before.placeOf(token));
            } else if (!needing.contains(connecting().file())) {
                around.err()
                        .println(token + " stays: needed by "
                                + needing.stream().map(Path::toString).collect(Collectors.joining(", ")));
            }
        }
    }

    private void forget(Path token, Optional<Place> place) throws IOException {
        if (place.isEmpty()) {
            around.err().println(token + " stays: it does not say which service its token is for; " + byHand(token));
            return;
        }
        try (var service = new Service(place.get(), Credential.in(token))) {
            TokenFile.Forgotten forgotten = TokenFile.revoke(service, token);
            around.err().println(token + ": " + forgotten.words());
            if (forgotten.isGone()) {
                Files.delete(token);
            } else {
                around.err()
                        .println("it stays: connect " + agent.word() + " --remove again tries it again; or at "
                                + place.get() + " " + byHand(token));
            }
        }
    }

    private static String byHand(Path token) throws IOException {
        return "holdpoint token list shows one whose ENDING is " + TokenFile.ending(token)
                + ", holdpoint token revoke ID revokes it; delete the file then";
    }

    private Connecting.Wish wish(AgentTokens tokens, Standing standing) throws IOException {
        String seconds = Optional.ofNullable(Arguments.one(given, HookCommand.TIMEOUT))
                .orElseGet(() -> Integer.toString(standing.timeout().orElse(USUAL)));
        if (!seconds.matches("[1-9]\\d{1,4}")
                || Integer.parseInt(seconds) < Standing.SHORTEST
                || Integer.parseInt(seconds) > Standing.LONGEST) {
            throw CommandException.usage(HookCommand.TIMEOUT + ": '" + seconds + "': a number from " + Standing.SHORTEST
                    + " to " + Standing.LONGEST + " is needed here");
        }
        var options = new ArrayList<String>();
        if (!isOfProject || Connection.isNamed(given, around)) {
            options.addAll(List.of(ClientGrammar.URL, place().toString()));
        }
        if (!isOfProject) {
            options.addAll(List.of(ClientGrammar.TOKEN_FILE, tokens.at(place()).toString()));
        }
        String said = Arguments.one(given, TOOLS);
        String tools = said == null ? standing.tools() : said;
        if (tools != null) {
            checkPattern(tools, agent);
        }
        return new Connecting.Wish(
                isOfProject ? List.of("holdpoint") : OwnCommand.words(around),
                options,
                Integer.parseInt(seconds),
                tools);
    }

    /** One that an agent cannot read fits nothing, as one that fits no tool; neither holds a call. */
    private static void checkPattern(String tools, Agent agent) {
        try {
            new ToolPattern(agent, tools).check();
        } catch (NotDoneException none) {
            throw CommandException.usage(TOOLS + ": " + none.getMessage());
        }
    }

    /** By the service, where it is named; else by the data folder, as whoever runs it. */
    private String made() {
        if (!administration.isRemote(given)) {
            Json token = administration.perform(new Request.MakeToken(Tenant.DEFAULT, new Json(body(YEAR))), given);
            return TokenTable.text(token, "token");
        }
        Place place = place();
        try (var service = new Service(place, Connection.credential(given, around))) {
            Reply reply = service.send(Call.post("v1/tokens", body(YEAR).getBytes(StandardCharsets.UTF_8)), PATIENCE);
            if (reply.status() == 403) { // a token that ends before makes one that ends with it
                reply = service.send(Call.post("v1/tokens", body("").getBytes(StandardCharsets.UTF_8)), PATIENCE);
            }
            if (!reply.isSuccess()) {
                throw new CommandException(place + " makes no token for it: " + reply.words() + "; " + Connection.TOKEN
                        + " or --token-file has to be a token that may make some (manage, or ask); on the service's"
                        + " machine --data-dir with its data folder does without");
            }
            String token = reply.json().path("token").asText("");
            if (token.isBlank()) {
                throw new CommandException(place + " makes no token for it: " + reply.words());
            }
            return token;
        } catch (IOException away) {
            throw new CommandException(place + " is not reached: " + away.getMessage());
        }
    }

    /** What is asked for. */
    private String body(String life) {
        String name = agent.word() + " of "
                + Optional.ofNullable(around.property().apply("user.name")).orElse("somebody");
        return "{\"name\":\"" + name.replaceAll("[^A-Za-z0-9 ._-]", "_") + "\",\"permissions\":[\"ask\"]" + life + "}";
    }

    /** Whoever runs it from a program has said so by that. */
    private boolean isAgreed(String question) {
        if (!around.isTerminal() || given.hasMatchedOption("--yes")) {
            return true;
        }
        around.err().print(question + " [y/N] ");
        around.err().flush();
        try {
            var in = new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8));
            String said = in.readLine();
            return said != null && said.strip().matches("(?i)y(es)?");
        } catch (IOException deaf) {
            return false;
        }
    }
}
