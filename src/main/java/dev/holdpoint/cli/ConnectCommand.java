package dev.holdpoint.cli;

import dev.holdpoint.client.Call;
import dev.holdpoint.client.Credential;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Service;
import dev.holdpoint.connect.AgentFiles;
import dev.holdpoint.connect.Connecting;
import dev.holdpoint.connect.TokenFile;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
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
import picocli.CommandLine.ParseResult;

/** {@code holdpoint connect}: the hook in an agent's settings, with a token of its own. */
final class ConnectCommand {

    static final String NAME = "connect";

    private static final int USUAL = 900;
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
        var connecting = new Connecting(
                files(around), agent, isOfProject, OwnCommand.words(around), around.out()::println, this::isAgreed);
        try {
            if (given.hasMatchedOption("--remove")) {
                remove(connecting);
            } else if (given.hasMatchedOption("--print")) {
                around.err().println("for " + connecting.file() + "; nothing is written, and no token is made");
                around.out().println(connecting.settings(wish(connecting)));
            } else {
                connect(connecting);
            }
        } catch (IOException | NotDoneException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()));
        }
    }

    static AgentFiles files(Surroundings around) {
        String home = Optional.ofNullable(around.variable().apply("HOME"))
                .or(() -> Optional.ofNullable(around.property().apply("user.home")))
                .orElse(".");
        return new AgentFiles(Path.of(home), Path.of("").toAbsolutePath(), around.variable());
    }

    private void connect(Connecting connecting) throws IOException {
        if (!connecting.connect(wish(connecting), () -> makeToken(connecting.token()))) {
            around.err().println("nothing was written");
            return;
        }
        if (isOfProject) {
            around.err()
                    .println("whoever works there needs holdpoint on the PATH, and HOLDPOINT_TOKEN where the service"
                            + " wants one; no secret stands in the file");
        }
        if (agent == Agent.CODEX) {
            around.err()
                    .println("Codex runs it only once you trust it: start codex, say /hooks, and trust it. Until then"
                            + " it is not in the way.");
        }
        around.err().println("holdpoint doctor tells whether it is in the way");
    }

    /** One that is there is used. */
    private void makeToken(Path file) throws IOException {
        if (!isOfProject && !Files.exists(file)) {
            TokenFile.write(file, made());
            around.err().println("a token that may ask, and nothing else, for a year: " + file);
        }
    }

    private void remove(Connecting connecting) throws IOException {
        connecting.remove();
        Path token = connecting.token();
        if (!isOfProject && Files.exists(token)) {
            try (var service = new Service(Connection.place(given, around), Credential.in(token))) {
                around.err().println(TokenFile.revoke(service, token));
            }
            Files.delete(token);
        }
    }

    private Connecting.Wish wish(Connecting connecting) {
        String seconds =
                Optional.ofNullable(Arguments.one(given, HookCommand.TIMEOUT)).orElse(Integer.toString(USUAL));
        if (!seconds.matches("[1-9]\\d{1,4}") || Integer.parseInt(seconds) < 20 || Integer.parseInt(seconds) > 86_400) {
            throw CommandException.usage(
                    HookCommand.TIMEOUT + ": '" + seconds + "': a number from 20 to 86400 is needed here");
        }
        var options = new ArrayList<String>();
        if (!isOfProject || Connection.isNamed(given, around)) {
            options.addAll(
                    List.of(ClientGrammar.URL, Connection.place(given, around).toString()));
        }
        if (!isOfProject) {
            options.addAll(List.of(ClientGrammar.TOKEN_FILE, connecting.token().toString()));
        }
        return new Connecting.Wish(
                isOfProject ? List.of("holdpoint") : OwnCommand.words(around),
                options,
                Integer.parseInt(seconds),
                Arguments.one(given, "--tools"));
    }

    /** By the service, where it is named or somebody is known to it; else by the data folder, as whoever runs it. */
    private String made() {
        if (!Connection.isNamed(given, around)) {
            Json token = administration.perform(new Request.MakeToken(Tenant.DEFAULT, new Json(body(YEAR))), given);
            return TokenTable.text(token, "token");
        }
        Place place = Connection.place(given, around);
        try (var service = new Service(place, Connection.credential(given, around))) {
            Reply reply = service.send(Call.post("v1/tokens", body(YEAR).getBytes(StandardCharsets.UTF_8)), PATIENCE);
            if (reply.status() == 403) { // a token that ends before makes one that ends with it
                reply = service.send(Call.post("v1/tokens", body("").getBytes(StandardCharsets.UTF_8)), PATIENCE);
            }
            if (!reply.isSuccess()) {
                throw new CommandException(place + " makes no token for it: " + reply.words() + "; " + Connection.TOKEN
                        + " or --token-file has to be a token that may make some (manage, or ask)");
            }
            return reply.json().path("token").asText("");
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
