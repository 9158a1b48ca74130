package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.interaction.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a schema for what the specification allows and Holdpoint does not: references that leave the document,
 * another dialect, patterns outside RE2. Only places where a schema stands are looked at; what stands in {@code enum},
 * {@code const} or {@code default} is data.
 */
final class SchemaDocument {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> LIST_OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAP_OF_SCHEMAS =
            Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");
    private static final Set<String> REFERENCE = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final int MAX_VIOLATIONS = 100;

    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private SchemaDocument() {}

    static List<Violation> check(JsonNode schema) {
        var document = new SchemaDocument();
        document.collectIds(schema);
        document.checkSchema(schema, "");
        return document.violations;
    }

    private void collectIds(JsonNode node) {
        if (node.path("$id").isTextual()) {
            ids.add(withoutFragment(node.get("$id").textValue()));
        }
        node.forEach(this::collectIds);
    }

    private void checkSchema(JsonNode schema, String pointer) {
        if (!schema.isObject()) {
            return;
        }
        schema.properties().forEach(member -> {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            String place = pointer + "/" + escape(keyword);
            if (SCHEMA.contains(keyword)) {
                checkSchema(value, place);
            } else if (LIST_OF_SCHEMAS.contains(keyword) && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    checkSchema(value.get(i), place + "/" + i);
                }
            } else if (MAP_OF_SCHEMAS.contains(keyword) && value.isObject()) {
                checkMap(keyword, value, place);
            } else if (value.isTextual()) {
                checkText(keyword, value.textValue(), place);
            }
        });
    }

    private void checkMap(String keyword, JsonNode schemas, String pointer) {
        schemas.properties().forEach(member -> {
            String place = pointer + "/" + escape(member.getKey());
            if (keyword.equals("patternProperties")) {
                checkPattern(member.getKey(), place);
            }
            checkSchema(member.getValue(), place);
        });
    }

    private void checkText(String keyword, String value, String pointer) {
        if (REFERENCE.contains(keyword) && !value.startsWith("#") && !ids.contains(withoutFragment(value))) {
            report(pointer, "the reference leaves the document: nothing is ever fetched");
        } else if (keyword.equals("pattern")) {
            checkPattern(value, pointer);
        } else if (keyword.equals("$schema") && !withoutFragment(value).equals(DIALECT)) {
            report(pointer, "the dialect is not " + DIALECT);
        }
    }

    private void checkPattern(String pattern, String pointer) {
        Re2Patterns.problem(pattern).ifPresent(problem -> report(pointer, problem));
    }

    private void report(String pointer, String detail) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(pointer, detail));
        }
    }

    private static String withoutFragment(String reference) {
        int fragment = reference.indexOf('#');
        return fragment < 0 ? reference : reference.substring(0, fragment);
    }

    private static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}
