package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON trees of which every look is charged to the {@link Meter} of the check that takes it: a member that is looked
 * up, members and elements that are gone through, values that are compared or hashed, texts that are read. So that whatever
 * a keyword does with a response or with its own value is paid for, and ends inside of the keyword where it has to.
 */
final class MeteredNodes extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    private static final int CHARACTERS_PER_STEP = 64;
    private static final int STEPS_PER_COPY = 8;

    MeteredNodes() {
        super(true);
    }

    @Override
    public ObjectNode objectNode() {
        return new MeteredObject(this);
    }

    @Override
    public ArrayNode arrayNode() {
        return new MeteredArray(this);
    }

    @Override
    public ArrayNode arrayNode(int capacity) {
        return new MeteredArray(this);
    }

    @Override
    public TextNode textNode(String text) {
        return new MeteredText(text);
    }

    @Override
    public ValueNode numberNode(BigDecimal value) {
        return new MeteredDecimal(value);
    }

    @Override
    public ValueNode numberNode(BigInteger value) {
        return new MeteredInteger(value);
    }

    private static void chargeText(String text) {
        Meter.charge(1 + text.length() / CHARACTERS_PER_STEP);
    }

    private static String charged(String written) {
        chargeText(written);
        return written;
    }

    private static final class MeteredObject extends ObjectNode {
        private static final long serialVersionUID = 1L;

        MeteredObject(JsonNodeFactory factory) {
            super(factory);
        }

        @Override
        public @Nullable JsonNode get(String name) {
            Meter.charge(1);
            return super.get(name);
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> fields() {
            Meter.charge(size());
            return super.fields();
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            Meter.charge(size());
            return super.properties();
        }

        @Override
        public Iterator<String> fieldNames() {
            Meter.charge(size());
            return super.fieldNames();
        }

        @Override
        public Iterator<JsonNode> elements() {
            Meter.charge(size());
            return super.elements();
        }

        @Override
        public Iterator<JsonNode> values() {
            Meter.charge(size());
            return super.values();
        }

        @Override
        public ObjectNode deepCopy() {
            Meter.charge((long) STEPS_PER_COPY * size());
            return super.deepCopy();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Meter.charge(1 + size());
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            Meter.charge(1 + size());
            return super.hashCode();
        }

        @Override
        public String toString() {
            return charged(super.toString());
        }
    }

    private static final class MeteredArray extends ArrayNode {
        private static final long serialVersionUID = 1L;

        MeteredArray(JsonNodeFactory factory) {
            super(factory);
        }

        @Override
        public @Nullable JsonNode get(int index) {
            Meter.charge(1);
            return super.get(index);
        }

        @Override
        public Iterator<JsonNode> elements() {
            Meter.charge(size());
            return super.elements();
        }

        @Override
        public Iterator<JsonNode> values() {
            Meter.charge(size());
            return super.values();
        }

        @Override
        public ArrayNode deepCopy() {
            Meter.charge((long) STEPS_PER_COPY * size());
            return super.deepCopy();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Meter.charge(1 + size());
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            Meter.charge(1 + size());
            return super.hashCode();
        }

        @Override
        public String toString() {
            return charged(super.toString());
        }
    }

    private static final class MeteredText extends TextNode {
        private static final long serialVersionUID = 1L;

        MeteredText(String text) {
            super(text);
        }

        @Override
        public String textValue() {
            chargeText(_value);
            return super.textValue();
        }

        @Override
        public String asText() {
            chargeText(_value);
            return super.asText();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            chargeText(_value);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            Meter.charge(1);
            return super.hashCode();
        }
    }

    private static final class MeteredDecimal extends DecimalNode {
        private static final long serialVersionUID = 1L;

        MeteredDecimal(BigDecimal value) {
            super(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Meter.charge(1 + _value.precision() / CHARACTERS_PER_STEP);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            Meter.charge(1 + _value.precision() / CHARACTERS_PER_STEP);
            return super.hashCode();
        }

        @Override
        public String asText() {
            return charged(super.asText());
        }

        @Override
        public BigDecimal decimalValue() {
            Meter.charge(1 + _value.precision() / CHARACTERS_PER_STEP);
            return super.decimalValue();
        }
    }

    private static final class MeteredInteger extends BigIntegerNode {
        private static final long serialVersionUID = 1L;

        MeteredInteger(BigInteger value) {
            super(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Meter.charge(1);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            Meter.charge(1);
            return super.hashCode();
        }

        @Override
        public String asText() {
            return charged(super.asText());
        }
    }
}
