package dev.holdpoint.cli;

import dev.holdpoint.client.Asking;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import picocli.CommandLine.ParseResult;

/**
 * The commands for tokens, links and backups: by the data folder, as whoever runs the service; or but for backups by HTTP, as
 * whom a token says, where an address is named and no folder.
 */
final class Administration {

    private static final String FOLDER = "--data-dir";
    /** Why a database is not backed up here. */
    static final String POSTGRESQL =
            "with holdpoint.store=postgresql its own tools make backups (pg_dump; docs/replicas.md)";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration TRYING = Duration.ofSeconds(10);

    private static final int NO_CONTENT = 204;
    private static final long REST = Duration.ofSeconds(2).toNanos();

    private final CredentialJson json;
    private final Surroundings around;
    private long toldAt = System.nanoTime();

    Administration(CredentialJson json, Surroundings around) {
        this.json = json;
        this.around = around;
    }

    void run(String name, ParseResult given) {
        Request request = new Arguments(json).request(name, given);
        boolean isRemote = isRemote(given);
        if (request instanceof Request.MakeBackup) {
            checkBackup(isRemote);
        }
        if (isRemote) {
            Json result = remotely(request, given);
            print(given, request, result, Reaching.By.SERVER);
            return;
        }
        Reaching.Reached reached = reached(request, given, mayBegin(request));
        print(given, request, result(reached), reached.by());
    }

    /** Whether a service does it that is named: a folder that is named counts more. */
    boolean isRemote(ParseResult given) {
        return !given.hasMatchedOption(FOLDER) && Connection.isNamed(given, around);
    }

    /** Has it done by the data folder, and does not print it; where there is no store, none is made. */
    Json perform(Request request, ParseResult given) {
        return result(reached(request, given, false));
    }

    private static Json result(Reaching.Reached reached) {
        return switch (reached.answer()) {
            case Answer.Refused(String why) -> throw new CommandException(why);
            case Answer.Done(Json result) -> result;
        };
    }

    private void checkBackup(boolean isRemote) {
        if (isRemote) {
            throw CommandException.usage("a whole store is not given out by HTTP: run this on the machine of the data"
                    + " folder, without --url and " + Connection.URL + ", or with " + FOLDER);
        }
        if (around.store().equals("postgresql")) {
            throw new CommandException(POSTGRESQL);
        }
    }

    private void print(ParseResult given, Request request, Json result, Reaching.By by) {
        new Printing(around, folder(given)).print(request, result, given.hasMatchedOption("--json"), by);
    }

    private static boolean mayBegin(Request request) {
        return switch (request) {
            case Request.MakeToken _, Request.MakeLink _, Request.MakeLocalLink _ -> true;
            case Request.ListTokens _, Request.RevokeToken _, Request.MakeBackup _ -> false;
        };
    }

    private Reaching.Reached reached(Request request, ParseResult given, boolean mayBegin) {
        Path folder = folder(given);
        return new Reaching(
                        new RunningServer(folder, RunningServer.PATIENCE),
                        around.store(),
                        new OwnStore(folder, json),
                        Reaching.PATIENCE,
                        this::tell)
                .ask(request, mayBegin);
    }

    private boolean tell(long bytes, long of) {
        if (System.nanoTime() - toldAt > REST) {
            toldAt = System.nanoTime();
            around.err().println("copied " + (bytes >> 20) + " of about " + (of >> 20) + " MiB");
        }
        return true;
    }

    private Json remotely(Request request, ParseResult given) {
        if (!request.tenant().equals(Tenant.DEFAULT)) {
            throw CommandException.usage("--tenant: by HTTP the tenant is the token's; without --url and "
                    + Connection.URL + ", or with " + FOLDER + ", any can be named");
        }
        try (var connection = Connection.of(given, around)) {
            return switch (request) {
                case Request.MakeToken(Tenant ignored, Json body) ->
                    answer(connection, Call.post("v1/tokens", bytes(body)), "token");
                case Request.MakeLink(Tenant ignored, Json body) ->
                    answer(connection, Call.post("v1/sign-in-links", bytes(body)), "url");
                case Request.ListTokens ignored -> answer(connection, Call.get("v1/tokens"), "items");
                case Request.RevokeToken(Tenant ignored, String id) -> revoke(connection, id);
                case Request.MakeLocalLink ignored ->
                    throw CommandException.usage("--name: a link for whoever runs the service is made on its machine"
                            + " alone; by HTTP it is for somebody: --name and --permission");
                case Request.MakeBackup ignored -> throw new IllegalStateException("refused before");
            };
        } catch (NotDoneException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }

    private static byte[] bytes(Json body) {
        return body.text().getBytes(StandardCharsets.UTF_8);
    }

    /** What is answered that has this member. */
    private static Json answer(Connection connection, Call call, String member) {
        Reply reply = answer(connection, call);
        if (!reply.json().has(member)) {
            throw new NotDoneException(
                    "that was no answer of Holdpoint's: '" + member + "' is missing; " + reply.words());
        }
        return new Json(reply.json().toString());
    }

    /** A token is made once, whatever breaks: it is not tried again. */
    private static Reply answer(Connection connection, Call call) {
        Reply reply = connection.calls().call(call, PATIENCE, call.method().equals("GET") ? TRYING : Duration.ZERO);
        if (!reply.isSuccess()) {
            throw new NotDoneException(Asking.refusal(reply));
        }
        return reply;
    }

    private static Json revoke(Connection connection, String id) {
        Json all = answer(connection, Call.get("v1/tokens"), "items");
        Reply reply = answer(connection, Call.delete("v1/tokens/" + Place.segment(id)));
        if (reply.status() != NO_CONTENT) {
            throw new NotDoneException("the answer is not that it is revoked: " + reply.words());
        }
        String revoked = TokenTable.items(all).stream()
                .filter(token -> TokenTable.text(token, "id").equals(id))
                .map(Json::text)
                .findFirst()
                .orElse("");
        return new Json("{\"items\":[" + revoked + "]}");
    }

    Path folder(ParseResult given) {
        String named = given.commandSpec().findOption(FOLDER) == null ? null : Arguments.one(given, FOLDER);
        try {
            return named == null ? around.dataFolder() : Path.of(Objects.requireNonNull(named));
        } catch (InvalidPathException none) {
            throw CommandException.usage(FOLDER + ": that is no path: " + none.getMessage());
        }
    }
}
