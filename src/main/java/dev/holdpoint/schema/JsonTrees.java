package dev.holdpoint.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.holdpoint.interaction.Json;
import java.util.Optional;

/** Reads JSON into trees that can be computed with: exact numbers, but none whose digits would fill the memory. */
final class JsonTrees {

    private static final int MAX_EXPONENT = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new MeteredNodes())
            .build();

    private JsonTrees() {}

    /** The tree; empty where a number is too large or too small to compute with. */
    static Optional<JsonNode> read(Json json) {
        try {
            JsonNode tree = MAPPER.readTree(json.text());
            return hasOnlyUsableNumbers(tree) ? Optional.of(tree) : Optional.empty();
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException unusable) {
            return Optional.empty();
        }
    }

    private static boolean hasOnlyUsableNumbers(JsonNode node) {
        if (node.isBigDecimal()) {
            return Math.abs((long) node.decimalValue().scale()) <= MAX_EXPONENT;
        }
        for (JsonNode child : node) {
            if (!hasOnlyUsableNumbers(child)) {
                return false;
            }
        }
        return true;
    }
}
