package dev.holdpoint.loading;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import dev.holdpoint.client.Trees;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.HookEntry;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The form that an agent demands of its settings, as far as one that has another costs the whole file: JSON schemas, in {@code agents/},
 * that say of which version of the agent they are. What they leave open it passes over.
 */
final class Forms {

    private static final SchemaRegistryConfig IN_ENGLISH =
            SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();

    private static final Map<String, String> KINDS = Map.of(
            "string", "no text",
            "object", "no object",
            "array", "no list",
            "number", "no number",
            "integer", "no whole number",
            "boolean", "neither true nor false");

    private Forms() {}

    /**
     * One thing that has another form; of many it is the first that is found.
     *
     * @param isOfHooks whether the rest is passed over
     */
    static Optional<Fault> fault(Agent agent, SettingsText settings, boolean isOfHooks) {
        return settings.root()
                .flatMap(root -> byForm(agent, settings, root, isOfHooks).or(() -> withPoint(agent, root)));
    }

    private static Optional<Fault> byForm(
            Agent agent, SettingsText settings, SettingsText.Node root, boolean isOfHooks) {
        JsonNode tree = Trees.read(settings.plain());
        return schema(agent)
                .flatMap(schema -> tree.isMissingNode()
                        ? Optional.of(new Fault(root.start(), "a number that is too large to be read here"))
                        : errors(schema, tree, isOfHooks).stream()
                                .filter(error -> !isOfHooks || isBelow(error.getInstanceLocation(), "hooks"))
                                .findFirst()
                                .map(error -> fault(error, root)));
    }

    /** There may be very many, where each counts: the library ends at the first, where that is not of the rest. */
    private static List<Error> errors(Schema schema, JsonNode tree, boolean isOfHooks) {
        return schema.validate(
                tree, context -> context.executionConfig(configuration -> configuration.failFast(!isOfHooks)));
    }

    private static boolean isBelow(NodePath path, String name) {
        return path.getNameCount() > 1 && name.equals(path.getElement(0));
    }

    /** Gemini CLI passes over what is wrong. */
    private static Optional<Schema> schema(Agent agent) {
        if (agent == Agent.GEMINI) {
            return Optional.empty();
        }
        String resource = "/agents/" + agent.word() + ".schema.json";
        try (InputStream schema = Forms.class.getResourceAsStream(resource)) {
            return Optional.of(SchemaRegistry.withDialect(
                            Dialects.getDraft202012(), registry -> registry.schemaRegistryConfig(IN_ENGLISH))
                    .getSchema(Objects.requireNonNull(schema, resource), InputFormat.JSON));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** For JSON Schema and for JavaScript a number that is whole may have a point, for Codex it may not. */
    private static Optional<Fault> withPoint(Agent agent, SettingsText.Node root) {
        return agent == Agent.CODEX
                ? HookEntry.in(root)
                        .flatMap(hook -> hook.hook().member("timeout").stream())
                        .filter(seconds -> seconds.kind() == JsonToken.VALUE_NUMBER_FLOAT)
                        .findFirst()
                        .map(seconds -> new Fault(seconds.start(), "a 'timeout' that is no whole number"))
                : Optional.empty();
    }

    private static Fault fault(Error error, SettingsText.Node root) {
        SettingsText.Node node = at(error.getInstanceLocation(), root);
        String name = name(error.getInstanceLocation());
        String property = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "type" -> new Fault(node.start(), name + " that is " + kinds(error.getSchemaNode()));
            case "enum" -> new Fault(node.start(), name + " that is none of " + words(error.getSchemaNode()));
            case "required" -> new Fault(node.start(), name + " without '" + property + "'");
            case "additionalProperties" ->
                new Fault(
                        node.member(property)
                                .map(SettingsText.Node::nameStart)
                                .filter(at -> at >= 0)
                                .orElse(node.start()),
                        "'" + property + "', which is nothing it knows there");
            case "exclusiveMinimum" -> new Fault(node.start(), name + " that is not above " + error.getSchemaNode());
            case "minimum" -> new Fault(node.start(), name + " that is below " + error.getSchemaNode());
            case "maximum" -> new Fault(node.start(), name + " that is above " + error.getSchemaNode());
            default -> new Fault(node.start(), name + " as it is: it " + error.getMessage());
        };
    }

    private static SettingsText.Node at(NodePath path, SettingsText.Node root) {
        SettingsText.Node node = root;
        for (Object step : steps(path)) {
            node = step instanceof Integer index
                    ? node.members().get(index).value()
                    : node.member(step.toString()).orElseThrow();
        }
        return node;
    }

    private static String name(NodePath path) {
        var name = new StringBuilder();
        for (Object step : steps(path)) {
            if (step instanceof Integer) {
                name.append('[').append(step).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step);
            }
        }
        return name.isEmpty() ? "a file" : "'" + name + "'";
    }

    private static List<Object> steps(NodePath path) {
        return IntStream.range(0, path.getNameCount())
                .mapToObj(path::getElement)
                .toList();
    }

    private static String kinds(JsonNode types) {
        return String.join(
                " and ",
                texts(types)
                        .filter(KINDS::containsKey)
                        .map(type -> Objects.requireNonNull(KINDS.get(type)))
                        .toList());
    }

    private static String words(JsonNode values) {
        return String.join(", ", texts(values).toList());
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
                : Stream.of(node.asText());
    }
}
