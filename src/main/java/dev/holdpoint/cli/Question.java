package dev.holdpoint.cli;

import dev.holdpoint.client.Spans;
import dev.holdpoint.client.Trees;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.json.JsonOutput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import picocli.CommandLine.ParseResult;

/**
 * What {@code holdpoint ask} asks, put together of its arguments.
 *
 * @param body as {@code POST /v1/interactions} takes it
 * @param key by which a repetition is known
 * @param isKept whether it is to outlive the command
 * @param lives how long it does, where that is said
 * @param yes the options that are a yes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Question(byte[] body, String key, boolean isKept, Optional<Duration> lives, Set<String> yes) {

    static final List<String> KNOWN = List.of("permission", "plan-approval", "ask-user", "elicitation");
    private static final int NEAR = 2;

    /** How long titles and ids of sessions may be. */
    private static final int LONGEST = 200;

    /** What may be answered where no schema says: no more than a status can tell, so that nothing else is allowed by it. */
    private static final Map<String, String> PLAIN = Map.of("permission", """
            {"type":"object","properties":{"behavior":{"enum":["allow","deny"]},"message":{"type":"string"},\
            "updatedInput":false,"updatedPermissions":false,"interrupt":false},"required":["behavior"]}""", "plan-approval", """
            {"type":"object","properties":{"approved":{"type":"boolean"},"feedback":{"type":"string"},\
            "plan":false,"permissionMode":false},"required":["approved"]}""");

    static Question of(ParseResult given, InputStream in) {
        List<String> options = all(given, "--option");
        String type = Optional.ofNullable(Arguments.one(given, "--type"))
                .map(Question::type)
                .orElse(options.isEmpty() ? "plan-approval" : "ask-user");
        String text = Spoken.text("TEXT", given.matchedPositionalValue(0, ""), in);
        Set<String> yes = Set.copyOf(all(given, ClientGrammar.YES));
        if (!options.isEmpty() && !options.containsAll(yes)) {
            throw CommandException.usage("--yes: each is to be one of the options " + options);
        }
        String data = Spoken.json("--data", Arguments.one(given, "--data"));
        if (data == null && text.isBlank()) {
            throw CommandException.usage("TEXT: what is asked is missing; with --data it may be");
        }
        if (!options.isEmpty() && !(type.equals("ask-user") && data == null)) {
            throw CommandException.usage("--option: that is for a question (ask-user) without --data");
        }
        if (Set.copyOf(options).size() < options.size()) {
            throw CommandException.usage("--option: each is to be another one");
        }
        if (!yes.isEmpty() && !(type.equals("ask-user") && (data != null || !options.isEmpty()))) {
            throw CommandException.usage("--yes: that is for a question (ask-user) with options");
        }
        String key = Arguments.one(given, "--key");
        if (!yes.isEmpty() && key == null && given.hasMatchedOption("--no-wait")) {
            throw CommandException.usage("--yes: with --no-wait nobody has decided yet; give it to await");
        }
        if (data != null && !text.isBlank() && given.hasMatchedOption("--title")) {
            throw CommandException.usage("TEXT: with --data and --title it would be shown nowhere");
        }
        String session = Optional.ofNullable(Arguments.one(given, "--session"))
                .orElseGet(() -> key == null ? "ask-" + UUID.randomUUID() : session(key));
        String title = Optional.ofNullable(Arguments.one(given, "--title")).orElseGet(() -> title(text));
        Optional<Duration> lives = Optional.ofNullable(Arguments.one(given, "--timeout"))
                .map(span -> Spans.parse(span)
                        .orElseThrow(() -> CommandException.usage(
                                "--timeout: '" + span + "': a duration like 90s, 15m, 2h or 7d is needed here")));
        String schema = Optional.ofNullable(Spoken.json("--schema", Arguments.one(given, "--schema")))
                .orElseGet(() -> PLAIN.get(type));
        byte[] body = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("sessionId", session);
            if (!title.isEmpty()) {
                json.writeStringField("title", title);
            }
            json.writeFieldName("data");
            json.writeRawValue(data == null ? data(type, text, options) : data);
            if (schema != null) {
                json.writeFieldName("responseSchema");
                json.writeRawValue(schema);
            }
            if (lives.isPresent()) {
                json.writeStringField("timeout", lives.get().toString());
            }
            json.writeEndObject();
        });
        return new Question(body, key == null ? UUID.randomUUID().toString() : key, key != null, lives, yes);
    }

    /** Of a type that is misspelt any answer would be a yes. */
    private static String type(String said) {
        String word = said.toLowerCase(Locale.ROOT).replace('_', '-');
        for (String known : KNOWN) {
            if (!said.equals(known) && distance(word, known) <= NEAR) {
                throw CommandException.usage("--type: '" + said + "' is not known; did you mean '" + known
                        + "'? A type of your own has to be less like it");
            }
        }
        if (!InteractionType.isValid(said)) {
            throw CommandException.usage(
                    "--type: '" + said + "': a type of the shape " + InteractionType.SHAPE + " is needed here");
        }
        return said;
    }

    /** How many letters make the one word of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int before = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                before = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static String data(String type, String text, List<String> options) {
        return switch (type) {
            case "plan-approval" -> object("plan", text);
            case "ask-user" -> question(text, options);
            case "permission" ->
                throw CommandException.usage(
                        "--data: a permission is asked as {\"toolName\": \"...\", \"input\": {...}}");
            default -> object("text", text);
        };
    }

    private static String object(String name, String text) {
        return utf8(JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField(name, text);
            json.writeEndObject();
        }));
    }

    private static String question(String text, List<String> options) {
        return utf8(JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("questions");
            json.writeStartObject();
            json.writeStringField("question", text);
            if (!options.isEmpty()) {
                json.writeArrayFieldStart("options");
                for (String option : options) {
                    json.writeStartObject();
                    json.writeStringField("label", option);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Asked again with the same key it has to be the same. */
    private static String session(String key) {
        String visible = Trees.visible("ask-" + key);
        return visible.codePointCount(0, visible.length()) > LONGEST
                ? visible.substring(0, visible.offsetByCodePoints(0, LONGEST))
                : visible;
    }

    /** The first line that says something, without what is Markdown's alone. */
    private static String title(String text) {
        String line = text.lines()
                .map(one -> one.replaceAll("\\p{Cc}", " ")
                        .replaceFirst("^[#>*\\s]+", "")
                        .strip())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        return line.codePointCount(0, line.length()) > LONGEST
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…"
                : line;
    }

    static List<String> all(ParseResult given, String option) {
        return given.hasMatchedOption(option) ? given.matchedOption(option).<List<String>>getValue() : List.of();
    }
}
