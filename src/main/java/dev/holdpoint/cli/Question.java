package dev.holdpoint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Spans;
import dev.holdpoint.client.Trees;
import dev.holdpoint.json.JsonOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** How long titles and ids of sessions may be. */
    private static final int LONGEST = 200;

    /** What may be answered where no schema says: no more than a status can tell, so that nothing else is allowed by it. */
    private static final Map<String, String> PLAIN = Map.of("permission", """
            {"type":"object","properties":{"behavior":{"enum":["allow","deny"]},"message":{"type":"string"},\
            "updatedInput":false,"updatedPermissions":false,"interrupt":false},"required":["behavior"]}""", "plan-approval", """
            {"type":"object","properties":{"approved":{"type":"boolean"},"feedback":{"type":"string"},\
            "plan":false,"permissionMode":false},"required":["approved"]}""");

    static Question of(ParseResult given) {
        List<String> options = all(given, "--option");
        String type = Optional.ofNullable(Arguments.one(given, "--type"))
                .orElse(options.isEmpty() ? "plan-approval" : "ask-user");
        String text = given.matchedPositionalValue(0, "");
        Set<String> yes = Set.copyOf(all(given, ClientGrammar.YES));
        if (!options.isEmpty() && !options.containsAll(yes)) {
            throw CommandException.usage("--yes: each is to be one of the options " + options);
        }
        String data = json(given, "--data", Arguments.one(given, "--data"));
        if (data == null && text.isBlank()) {
            throw CommandException.usage("TEXT: what is asked is missing; with --data it may be");
        }
        if (!options.isEmpty() && !(type.equals("ask-user") && data == null)) {
            throw CommandException.usage("--option: that is for a question (ask-user) without --data");
        }
        String key = Arguments.one(given, "--key");
        String session = Optional.ofNullable(Arguments.one(given, "--session"))
                .orElseGet(() -> key == null ? "ask-" + UUID.randomUUID() : session(key));
        String title = Optional.ofNullable(Arguments.one(given, "--title")).orElseGet(() -> title(text));
        Optional<Duration> lives = Optional.ofNullable(Arguments.one(given, "--timeout"))
                .map(span -> Spans.parse(span)
                        .orElseThrow(() -> CommandException.usage(
                                "--timeout: '" + span + "': a duration like 90s, 15m, 2h or 7d is needed here")));
        String schema = Optional.ofNullable(json(given, "--schema", Arguments.one(given, "--schema")))
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

    /** JSON, or the content of the file that is named after an {@code @}, as it was written; null where there is none. */
    static @Nullable String json(ParseResult given, String name, @Nullable String said) {
        if (said == null) {
            return null;
        }
        String text = said.startsWith("@") ? content(name, said.substring(1)) : said;
        JsonNode tree = Trees.read(text);
        if (tree.isMissingNode()) {
            throw CommandException.usage(name + ": that is no JSON; @FILE names a file with it");
        }
        return text.strip();
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException away) {
            throw CommandException.usage(name + ": '" + file + "' cannot be read: " + away.getMessage());
        }
    }
}
