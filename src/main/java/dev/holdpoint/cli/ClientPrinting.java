package dev.holdpoint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Told;
import dev.holdpoint.client.Trees;
import dev.holdpoint.client.Watching;
import dev.holdpoint.json.JsonOutput;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints what a service told: as it told it where a program reads, in words where a person does. */
final class ClientPrinting {

    private static final int TO_THE_MINUTE = 16;

    private final PrintStream out;
    private final boolean isJson;

    /**
     * @param isAsked whether JSON was asked for
     */
    ClientPrinting(Surroundings around, boolean isAsked) {
        this.out = around.out();
        this.isJson = isAsked || !around.isTerminal();
    }

    void interaction(Told told) {
        if (isJson) {
            out.println(told.text().strip());
            return;
        }
        out.println(words(told));
        line("title", told.word("title"));
        line("type", told.type());
        line("id", told.id());
        line("session", told.word("sessionId"));
        line("asked", told.word("requestedAt") + by(told.tree().path("requestedBy")));
        if (told.isPending()) {
            line("ends", told.word("expiresAt"));
            line("data", told.tree().path("data").toString());
        } else {
            line("decided", told.word("decidedAt") + by(told.tree().path("decidedBy")));
            line("reason", told.word("reason"));
            JsonNode response = told.tree().path("response");
            line("response", response.isNull() ? "" : response.toString());
        }
    }

    /** How it stands, in a line. */
    String words(Told told) {
        if (told.isPending()) {
            return "pending";
        }
        String origin = told.word("origin");
        String what = switch (told.word("status")) {
            case "resolved" ->
                switch (told.tree().path("response").path("behavior").asText("")) {
                    case "allow" -> "allowed";
                    case "deny" -> "denied";
                    default ->
                        told.tree().path("response").has("approved")
                                ? (told.tree().path("response").path("approved").asBoolean()
                                        ? "approved"
                                        : "not approved")
                                : "answered";
                };
            default -> Trees.visible(told.word("status"));
        };
        return switch (origin) {
            case "timeout" -> what + ", by silence: nobody decided";
            case "asker" -> what + " by whoever asked";
            case "asker-lost" -> what + ": nobody waited for it any more";
            case "session" -> what + " with its session";
            default -> what + by(told.tree().path("decidedBy"));
        };
    }

    /** For programs alone. */
    void json(Told told) {
        if (isJson) {
            out.println(told.text().strip());
        }
    }

    /** Whether something that was printed did not get where it was to. */
    boolean isLost() {
        return out.checkError();
    }

    void list(Reply reply) {
        if (!reply.json().path("items").isArray()) {
            throw new NotDoneException("the answer is no list: " + reply.words());
        }
        if (isJson) {
            out.println(reply.text().strip());
            return;
        }
        var rows = new ArrayList<List<String>>();
        for (JsonNode one : reply.json().path("items")) {
            Told told = Told.of(one);
            rows.add(List.of(
                    told.id(), minute(told.word("requestedAt")), told.type(), words(told), clean(told.word("title"))));
        }
        if (!rows.isEmpty()) {
            rows.addFirst(List.of("ID", "ASKED", "TYPE", "STANDS", "TITLE"));
            TokenTable.aligned(rows).forEach(out::println);
        }
        String more = reply.json().path("nextCursor").asText("");
        if (!more.isEmpty() && !more.equals("null")) {
            out.println("more: --cursor " + more);
        }
    }

    /** Whether somebody takes it still. */
    boolean event(Watching.Event event) {
        if (isJson) {
            byte[] line = JsonOutput.encode(json -> {
                json.writeStartObject();
                json.writeStringField("event", event.name());
                json.writeStringField("id", event.id());
                json.writeFieldName("data");
                json.writeRawValue(event.data().toString());
                json.writeEndObject();
            });
            out.println(new String(line, StandardCharsets.UTF_8));
        } else if (event.name().equals("sync")) {
            for (JsonNode one : event.data().path("pending")) {
                eventLine(Told.of(one), "requestedAt");
            }
        } else {
            Told told = Told.of(event.data());
            eventLine(told, told.isPending() ? "requestedAt" : "decidedAt");
        }
        return !out.checkError();
    }

    private void eventLine(Told told, String at) {
        out.println(String.join(
                "  ",
                clean(told.word(at)),
                clean(told.id()),
                clean(told.type()),
                words(told),
                clean(told.word("title"))));
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            out.println("  " + name + " ".repeat(Math.max(1, 10 - name.length())) + clean(text));
        }
    }

    private static String by(JsonNode caller) {
        if (!caller.isObject()) {
            return "";
        }
        String name = caller.path("name").asText("");
        return " by "
                + clean(
                        name.isEmpty() || name.equals("null")
                                ? caller.path("id").asText("")
                                : name);
    }

    private static String minute(String time) {
        return clean(time.length() < TO_THE_MINUTE ? time : time.substring(0, TO_THE_MINUTE) + "Z");
    }

    private static String clean(String text) {
        return Trees.visible(text);
    }
}
