package dev.holdpoint.cli;

import dev.holdpoint.client.Asking;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.Ending;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Place;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Told;
import dev.holdpoint.client.Trees;
import dev.holdpoint.client.Watching;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.json.JsonOutput;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The commands that call a service by HTTP; what each ends with. */
final class ClientCommands {

    /** Not reached, or refused. */
    static final int REFUSED = 3;

    /** Somebody was quicker. */
    static final int LOST = 1;

    private static final String ALL = "v1/interactions";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration TRYING = Duration.ofSeconds(10);
    private static final Duration WITHDRAWING = Duration.ofSeconds(3);

    /** Of a question that says nothing of it: the service's default, unless it is configured. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Surroundings around;
    private final ParseResult given;
    private final Connection connection;
    private final ClientPrinting printing;

    private ClientCommands(Surroundings around, ParseResult given, Connection connection) {
        this.around = around;
        this.given = given;
        this.connection = connection;
        this.printing = new ClientPrinting(around, given.hasMatchedOption(ClientGrammar.JSON));
    }

    static int run(String name, ParseResult given, Surroundings around) {
        Question question = name.equals("ask") ? Question.of(given, around.in()) : null;
        try (var connection = Connection.of(given, around)) {
            var commands = new ClientCommands(around, given, connection);
            return question == null ? commands.run(name) : commands.ask(question);
        } catch (NotDoneException refused) {
            around.err().println("holdpoint: " + refused.getMessage());
            return REFUSED;
        }
    }

    private int run(String name) {
        return switch (name) {
            case "await" -> await();
            case "list" -> list();
            case "show" -> show();
            case "watch" -> watch();
            default -> settle(name);
        };
    }

    private int ask(Question question) {
        var asking = new Asking(connection.service(), connection.calls(), InstantSource.system());
        Duration lives = question.lives().orElse(A_DAY);
        if (question.isKept()) {
            return ask(question, asking, lives);
        }
        return WhenStopped.perform(
                () -> around.err().println("holdpoint: " + asking.withdraw("The command was stopped", WITHDRAWING)),
                () -> ask(question, asking, lives));
    }

    private int ask(Question question, Asking asking, Duration lives) {
        Told told = asking.ask(question.body(), question.key(), lives);
        around.err().println(connection.service().place().card(told.id()));
        if (told.isPending() && !given.hasMatchedOption("--no-wait")) {
            told = asking.await(told.id());
        }
        return ended(told, question.yes());
    }

    private int await() {
        around.err().println(connection.service().place().card(id()));
        var asking = new Asking(connection.service(), connection.calls(), InstantSource.system());
        return ended(asking.await(id()), Set.copyOf(Question.all(given, ClientGrammar.YES)));
    }

    private int ended(Told told, Set<String> yes) {
        printing.interaction(told);
        if (printing.isLost()) {
            throw new NotDoneException(
                    "standard output cannot be written: the answer is not there, and stands at the service");
        }
        Ending ending = Ending.of(told, yes);
        if (ending == Ending.CHANGED) {
            around.err()
                    .println(
                            "holdpoint: something else was allowed than was asked: it stands in the response, and the status is"
                                    + " no yes");
        }
        return ending.status();
    }

    private int show() {
        printing.interaction(interaction());
        return 0;
    }

    private Told interaction() {
        Reply reply = call(Call.get(path()));
        return Told.of(reply);
    }

    private int list() {
        int limit = given.matchedOptionValue("--limit", 50);
        if (limit < 1 || limit > 500) {
            throw CommandException.usage("--limit: a number from 1 to 500 is needed here");
        }
        String query = "?limit=" + limit
                + filters("sessionId", "--session")
                + filters("type", "--type")
                + filters("status", "--status")
                + filters("outcome", "--outcome")
                + filter("q", "--search")
                + filter("order", "--order")
                + filter("cursor", "--cursor");
        printing.list(call(Call.get(ALL + query)));
        return 0;
    }

    private int watch() {
        String query = (filters("sessionId", "--session") + filters("type", "--type")).replaceFirst("&", "?");
        new Watching(connection.service(), query, line -> around.err().println("holdpoint: " + line))
                .watch(printing::event);
        return 0;
    }

    /** Tried again with the same key: whether it counts is told once, whatever breaks meanwhile. */
    private int settle(String name) {
        byte[] body = body(name);
        Call call = Call.post(path() + "/" + name, body).keyed(UUID.randomUUID().toString());
        Reply reply = connection.calls().call(call, PATIENCE, TRYING);
        if (reply.slug().equals("already-settled")) {
            Told winner = Told.of(reply.json().path("interaction"));
            around.err().println("holdpoint: that came too late: " + printing.words(winner));
            printing.json(winner);
            return LOST;
        }
        if (!reply.isSuccess()) {
            throw new NotDoneException(Asking.refusal(reply));
        }
        Told settled = Told.of(reply);
        if (settled.isPending() || !settled.id().equals(id())) {
            throw new NotDoneException("the answer is not that it is settled: " + reply.words());
        }
        printing.interaction(settled);
        return 0;
    }

    private byte[] body(String name) {
        String reason = Arguments.one(given, "--reason");
        String response = name.equals("resolve") ? response() : null;
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            if (response != null) {
                json.writeFieldName("response");
                json.writeRawValue(response);
            }
            if (reason != null) {
                json.writeStringField("reason", reason);
            }
            json.writeEndObject();
        });
    }

    private String response() {
        String said = Spoken.json("JSON", given.matchedPositionalValue(1, (String) null));
        if (said != null) {
            return said;
        }
        String type = interaction().type();
        return switch (type) {
            case "permission" -> "{\"behavior\":\"allow\"}";
            case "plan-approval" -> "{\"approved\":true}";
            default ->
                throw CommandException.usage("JSON: the answer is missing; only a permission and a plan have a"
                        + " plain yes, and this is of the type '" + Trees.visible(type) + "'");
        };
    }

    private Reply call(Call call) {
        Reply reply = connection.calls().call(call, PATIENCE, TRYING);
        if (!reply.isSuccess()) {
            throw new NotDoneException(Asking.refusal(reply));
        }
        return reply;
    }

    private String id() {
        String said = Objects.requireNonNull(given.matchedPositionalValue(0, (String) null));
        if (InteractionId.parse(said).isEmpty()) {
            throw CommandException.usage(
                    "ID: '" + Trees.visible(said) + "' is no id of an interaction; holdpoint list tells them");
        }
        return said;
    }

    private String path() {
        return ALL + "/" + Place.segment(id());
    }

    private String filter(String parameter, String option) {
        @Nullable String said = Arguments.one(given, option);
        return said == null ? "" : "&" + parameter + "=" + Place.segment(said);
    }

    private String filters(String parameter, String option) {
        List<String> all = Question.all(given, option);
        return all.stream()
                .map(one -> "&" + parameter + "=" + Place.segment(one))
                .collect(Collectors.joining());
    }
}
