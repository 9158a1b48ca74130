package dev.holdpoint.dialect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.wire.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What agents say and are told, in files: what comes in stands in them by hand, what comes of it is compared, or written anew
 * with {@code -Dgolden=write} to be looked at.
 */
final class Golden {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Instant ASKED = Instant.parse("2026-11-23T08:15:30.123Z");

    private Golden() {}

    static Stream<Path> files(String folder) {
        try (var found = Files.walk(Path.of("src/test/resources/dialect", folder))) {
            return found.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) MAPPER.readTree(Files.readString(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(file.toString(), broken);
        }
    }

    static Json json(JsonNode node) {
        return new Json(node.toString());
    }

    /**
     * All that comes of what an agent said, in place of what the file says of it.
     *
     * @param answer what it is told of an interaction
     */
    static ObjectNode played(ObjectNode file, Supplier<Heard> heard, Function<Interaction, Json> answer) {
        ObjectNode played = file.deepCopy();
        played.remove(List.of("ask", "key", "answer", "refused"));
        try {
            switch (heard.get()) {
                case Heard.AnsweredAtOnce(Json known) -> played.set("answer", node(known));
                case Question question -> {
                    question.callKey().ifPresent(key -> played.put("key", key));
                    played.set("ask", ask(question.ask()));
                    for (JsonNode end : file.path("ends")) {
                        ((ObjectNode) played.path("ends").get(indexOf(file, end)))
                                .set("answer", node(answer.apply(ended(question.ask(), end))));
                    }
                }
            }
        } catch (ProblemException refused) {
            var told = played.putObject("refused");
            told.put("status", refused.problem().kind().status());
            refused.problem().errors().forEach(error -> told.put(error.pointer(), error.detail()));
        }
        return played;
    }

    static void writeWhereWanted(Path file, ObjectNode played) {
        if ("write".equals(System.getProperty("golden"))) {
            try {
                Files.writeString(file, MAPPER.writeValueAsString(played) + "\n");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static int indexOf(ObjectNode file, JsonNode end) {
        int at = 0;
        while (file.path("ends").get(at) != end) {
            at++;
        }
        return at;
    }

    private static ObjectNode ask(Ask ask) {
        var told = MAPPER.createObjectNode();
        told.put("type", ask.type().value());
        told.put("sessionId", ask.session().value());
        told.put("title", ask.title());
        told.set("data", node(ask.data()));
        told.set("metadata", node(ask.metadata()));
        told.set("responseSchema", ask.responseSchema() == null ? MAPPER.nullNode() : node(ask.responseSchema()));
        return told;
    }

    private static JsonNode node(Json json) {
        try {
            return MAPPER.readTree(json.text());
        } catch (IOException broken) {
            throw new UncheckedIOException("no JSON: " + json, broken);
        }
    }

    /** An interaction that ended as the file says: pending, resolved, rejected, or by silence. */
    private static Interaction ended(Ask ask, JsonNode end) {
        var asked = new Interaction(
                new InteractionId(new UUID(0x019ab00000007000L, 0x8000000000000001L)),
                Tenant.DEFAULT,
                ask,
                ASKED,
                null,
                null,
                null);
        Duration after = Duration.parse(end.path("after").asText("PT5S"));
        String reason = end.path("reason").asText(null);
        if (end.has("resolve")) {
            return asked.settledAs(
                    settled(after, Origin.RESPONDER, new Outcome.Resolved(json(end.path("resolve")), reason)));
        }
        if (end.has("reject")) {
            return asked.settledAs(settled(after, Origin.RESPONDER, new Outcome.Rejected(reason)));
        }
        return switch (end.path("silence").asText()) {
            case "pending" -> asked;
            case "timeout" -> asked.settledAs(settled(after, Origin.TIMEOUT, new Outcome.Expired()));
            case String origin ->
                asked.settledAs(settled(after, Origin.parse(origin).orElseThrow(), new Outcome.Cancelled(reason)));
        };
    }

    private static Settlement settled(Duration after, Origin origin, Outcome outcome) {
        return new Settlement(ASKED.plus(after), origin, null, outcome);
    }
}
