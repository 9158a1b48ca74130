package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.json.Pointers;
import java.util.Map;
import java.util.Optional;

/** Where schemas stand in a schema, and to which values they are applied. */
final class Keywords {

    /** To which value a schema inside of a schema is applied, where the one around it is applied to a response. */
    enum Applies {
        /** To the same value. */
        IN_PLACE,
        /** To values inside of it, or to their names. */
        INSIDE,
        /** To none by itself. */
        NOWHERE
    }

    /** How schemas stand under a keyword. */
    private enum Shape {
        ONE,
        LIST,
        MAP
    }

    private record Keyword(Shape shape, Applies applies) {}

    private static final Map<String, Keyword> KEYWORDS = Map.ofEntries(
            Map.entry("allOf", new Keyword(Shape.LIST, Applies.IN_PLACE)),
            Map.entry("anyOf", new Keyword(Shape.LIST, Applies.IN_PLACE)),
            Map.entry("oneOf", new Keyword(Shape.LIST, Applies.IN_PLACE)),
            Map.entry("not", new Keyword(Shape.ONE, Applies.IN_PLACE)),
            Map.entry("if", new Keyword(Shape.ONE, Applies.IN_PLACE)),
            Map.entry("then", new Keyword(Shape.ONE, Applies.IN_PLACE)),
            Map.entry("else", new Keyword(Shape.ONE, Applies.IN_PLACE)),
            Map.entry("dependentSchemas", new Keyword(Shape.MAP, Applies.IN_PLACE)),
            Map.entry("dependencies", new Keyword(Shape.MAP, Applies.IN_PLACE)),
            Map.entry("properties", new Keyword(Shape.MAP, Applies.INSIDE)),
            Map.entry("patternProperties", new Keyword(Shape.MAP, Applies.INSIDE)),
            Map.entry("additionalProperties", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("unevaluatedProperties", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("propertyNames", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("items", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("prefixItems", new Keyword(Shape.LIST, Applies.INSIDE)),
            Map.entry("unevaluatedItems", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("contains", new Keyword(Shape.ONE, Applies.INSIDE)),
            Map.entry("$defs", new Keyword(Shape.MAP, Applies.NOWHERE)),
            Map.entry("definitions", new Keyword(Shape.MAP, Applies.NOWHERE)));

    private Keywords() {}

    /** Is told each schema that stands directly in another. */
    interface Visitor {

        /**
         * Takes one.
         *
         * @param place a JSON Pointer from the schema around it
         */
        void visit(JsonNode schema, String place, Applies applies);
    }

    static void forEachSchemaIn(JsonNode schema, Visitor visitor) {
        schema.properties()
                .forEach(member -> Optional.ofNullable(KEYWORDS.get(member.getKey()))
                        .ifPresent(keyword -> visit(keyword, member.getValue(), "/" + member.getKey(), visitor)));
    }

    private static void visit(Keyword keyword, JsonNode value, String place, Visitor visitor) {
        switch (keyword.shape()) {
            case ONE -> visitor.visit(value, place, keyword.applies());
            case LIST -> {
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    visitor.visit(value.get(i), place + "/" + i, keyword.applies());
                }
            }
            case MAP ->
                value.properties()
                        .forEach(member -> visitor.visit(
                                member.getValue(), place + "/" + Pointers.token(member.getKey()), keyword.applies()));
        }
    }
}
