package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.json.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a schema for what means something else in the dialect that it says than in 2020-12, by which all are
 * checked. A schema is of the dialect that its {@code $schema} says, else of that of the schema around it. Thread-safe.
 *
 * @see <a href="https://json-schema.org/draft/2019-09/release-notes">What 2019-09 changed</a>
 * @see <a href="https://json-schema.org/draft/2020-12/release-notes">What 2020-12 changed</a>
 */
final class OlderDialects {

    /** A dialect that is taken. */
    enum Dialect {
        DRAFT_07("draft-07"),
        DRAFT_2019_09("2019-09"),
        DRAFT_2020_12("2020-12");

        private final String title;

        Dialect(String title) {
            this.title = title;
        }
    }

    private static final Map<String, Dialect> DIALECTS = Map.of(
            "http://json-schema.org/draft-07/schema",
            Dialect.DRAFT_07,
            "https://json-schema.org/draft/2019-09/schema",
            Dialect.DRAFT_2019_09,
            SchemaDocument.DIALECT,
            Dialect.DRAFT_2020_12);

    /** What a draft-07 schema may not have beside {@code $ref}: all that asks something of a value, or names it. */
    private static final Set<String> SIBLINGS = Set.of(
            "$dynamicRef",
            "$id",
            "additionalProperties",
            "allOf",
            "anyOf",
            "const",
            "contains",
            "dependentRequired",
            "dependentSchemas",
            "else",
            "enum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "if",
            "items",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "not",
            "oneOf",
            "pattern",
            "patternProperties",
            "prefixItems",
            "properties",
            "propertyNames",
            "required",
            "then",
            "type",
            "unevaluatedItems",
            "unevaluatedProperties",
            "uniqueItems");

    private static final Map<Dialect, List<String>> LATER = Map.of(
            Dialect.DRAFT_07,
            List.of(
                    "$dynamicRef",
                    "dependentRequired",
                    "dependentSchemas",
                    "prefixItems",
                    "unevaluatedItems",
                    "unevaluatedProperties"),
            Dialect.DRAFT_2019_09,
            List.of("$dynamicRef", "prefixItems"));

    private final JsonNode document;
    private final boolean hasContains;

    OlderDialects(JsonNode document) {
        this.document = document;
        this.hasContains = document.findValue("contains") != null;
    }

    /** Where a schema stands: its pointer is made when it is told, for names can be long and many below them. */
    private record Spot(@Nullable Spot around, String at) {

        String pointer() {
            return around == null ? at : around.pointer() + at;
        }
    }

    /** All that differs, wherever a schema stands in the document; it need not satisfy any meta-schema. */
    Violations differences() {
        var violations = new Violations();
        look(document, new Spot(null, ""), Dialect.DRAFT_2020_12, violations);
        return violations;
    }

    /** All that differs in what a reference leads to, where no schema was known to stand. */
    Violations differencesIn(JsonNode target, String pointer) {
        var violations = new Violations();
        Dialect around = dialectOf(document, Dialect.DRAFT_2020_12).orElseThrow();
        look(target, new Spot(null, pointer), around, violations);
        return violations;
    }

    private void look(JsonNode schema, Spot spot, Dialect around, Violations violations) {
        Optional<Dialect> said = dialectOf(schema, around);
        if (said.isEmpty()) {
            violations.report(
                    () -> spot.pointer() + "/$schema", "the dialect is none of 2020-12, 2019-09 and draft-07");
            return;
        }
        Dialect dialect = said.get();
        BiConsumer<String, String> report =
                (keyword, detail) -> violations.report(() -> spot.pointer() + "/" + keyword, detail);
        switch (dialect) {
            case DRAFT_07 -> lookByDraft07(schema, report);
            case DRAFT_2019_09 -> lookBy201909(schema, report);
            case DRAFT_2020_12 -> {}
        }
        Keywords.forEachSchemaIn(schema, (inner, at, _) -> look(inner, new Spot(spot, at), dialect, violations));
    }

    private static Optional<Dialect> dialectOf(JsonNode schema, Dialect around) {
        JsonNode said = schema.path("$schema");
        return said.isTextual()
                ? Optional.ofNullable(DIALECTS.get(said.textValue().replaceFirst("#$", "")))
                : Optional.of(around);
    }

    private static void lookByDraft07(JsonNode schema, BiConsumer<String, String> report) {
        if (schema.path("$ref").isTextual()) {
            schema.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(SIBLINGS::contains)
                    .forEach(sibling -> report.accept(
                            sibling,
                            "beside '$ref' it is ignored by draft-07 and counts in 2020-12: move it into 'allOf'"));
            return;
        }
        lookForTuples(schema, report);
        lookForLater(schema, Dialect.DRAFT_07, report);
        if (schema.has("dependencies")) {
            report.accept(
                    "dependencies",
                    "of draft-07, it is no keyword of 2020-12: use 'dependentRequired' or 'dependentSchemas'");
        }
        if (schema.path("$id").asText().matches("(?s)[^#]*#.+")) {
            report.accept("$id", "a fragment names a place by draft-07: in 2020-12, '$anchor' does");
        }
        if (schema.has("contains")) {
            List.of("minContains", "maxContains").stream()
                    .filter(schema::has)
                    .forEach(bound -> report.accept(bound, "it means nothing in draft-07, and counts in 2020-12"));
        }
    }

    private void lookBy201909(JsonNode schema, BiConsumer<String, String> report) {
        lookForTuples(schema, report);
        lookForLater(schema, Dialect.DRAFT_2019_09, report);
        if (schema.has("$recursiveRef")) {
            report.accept("$recursiveRef", "of 2019-09, it is no keyword of 2020-12: use '$ref' or '$dynamicRef'");
        }
        if (schema.path("$recursiveAnchor").booleanValue()) {
            report.accept("$recursiveAnchor", "of 2019-09, it is no keyword of 2020-12: use '$dynamicAnchor'");
        }
        if (schema.has("unevaluatedItems") && hasContains) {
            report.accept(
                    "unevaluatedItems",
                    "what 'contains' found counts as evaluated in 2020-12, and does not in 2019-09");
        }
    }

    private static void lookForTuples(JsonNode schema, BiConsumer<String, String> report) {
        if (schema.path("items").isArray()) {
            report.accept("items", "a list of schemas, one for each element, is 'prefixItems' in 2020-12");
            if (schema.has("additionalItems")) {
                report.accept("additionalItems", "what holds for the elements after a list is 'items' in 2020-12");
            }
        }
    }

    private static void lookForLater(JsonNode schema, Dialect dialect, BiConsumer<String, String> report) {
        LATER.getOrDefault(dialect, List.of()).stream()
                .filter(schema::has)
                .forEach(keyword ->
                        report.accept(keyword, "it means nothing in " + dialect.title + ", and counts in 2020-12"));
    }
}
