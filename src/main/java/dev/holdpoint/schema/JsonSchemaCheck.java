package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks responses by JSON Schema 2020-12, {@code format} asserted for the formats of the contract. Thread-safe. */
public final class JsonSchemaCheck implements ResponseCheck {

    private static final Set<String> FORMATS = Set.of("email", "uri", "uuid", "date", "date-time");
    private static final int MAX_VIOLATIONS = 100;
    private static final long MAX_CACHED = 8L << 20;

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(formats -> formats.keySet().retainAll(FORMATS))
            .build();
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(new Re2Patterns())
            .locale(Locale.ENGLISH)
            .build();

    /** Read when the first schema comes: it takes megabytes and, on the JVM, a part of the start. */
    private static final class Meta {
        static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of(SchemaDocument.DIALECT));
    }

    private final Cache<String, Schema> compiled = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED)
            .weigher((String text, Schema schema) -> 1_000 + text.length())
            .build();

    @Override
    public List<Violation> checkSchema(Json schema) {
        if (compiled.getIfPresent(schema.text()) != null) {
            return List.of();
        }
        Optional<JsonNode> tree = JsonTrees.read(schema);
        if (tree.isEmpty()) {
            return List.of(new Violation("", "a number in the schema is too large or too small"));
        }
        List<Violation> violations = evaluate(Meta.SCHEMA, tree.get());
        if (violations.isEmpty()) {
            violations = SchemaDocument.check(tree.get());
        }
        if (!violations.isEmpty()) {
            return violations;
        }
        try {
            compiled.put(schema.text(), compile(tree.get()));
            return List.of();
        } catch (RuntimeException | StackOverflowError broken) {
            return List.of(new Violation("", "the schema cannot be used: " + broken.getMessage()));
        }
    }

    @Override
    public List<Violation> checkResponse(Json schema, Json response) {
        Optional<JsonNode> tree = JsonTrees.read(response);
        if (tree.isEmpty()) {
            return List.of(new Violation("", "a number is too large or too small to be checked by the schema"));
        }
        return evaluate(
                compiled.get(
                        schema.text(), text -> compile(JsonTrees.read(schema).orElseThrow())),
                tree.get());
    }

    @Override
    public Optional<Json> builtIn(InteractionType type) {
        return BuiltInSchemas.of(type);
    }

    /** Each schema has a registry of its own: identifiers in one asker's schema mean nothing in another's. */
    private static Schema compile(JsonNode tree) {
        SchemaRegistry registry = SchemaRegistry.builder()
                .dialectRegistry(new BasicDialectRegistry(DIALECT))
                .defaultDialectId(DIALECT.getId())
                .schemaRegistryConfig(CONFIG)
                .schemaLoader(loader -> loader.block(iri -> true))
                .build();
        Schema schema = registry.getSchema(tree);
        schema.initializeValidators();
        return schema;
    }

    private static List<Violation> evaluate(Schema schema, JsonNode instance) {
        var meter = new Meter();
        try {
            ScopedValue.where(Meter.CURRENT, meter).run(() -> {
                meter.setExecutionConfig(schema.createExecutionContext().getExecutionConfig());
                schema.validate(meter, instance);
            });
        } catch (Meter.Exhausted | StackOverflowError exhausted) {
            return List.of(new Violation("", "the schema takes too many steps to check this"));
        } catch (RuntimeException broken) {
            return List.of(new Violation("", "the schema cannot be applied: " + broken.getMessage()));
        }
        return meter.getErrors().stream()
                .limit(MAX_VIOLATIONS)
                .map(JsonSchemaCheck::violation)
                .toList();
    }

    private static Violation violation(Error error) {
        return new Violation(error.getInstanceLocation().toString(), error.getMessage());
    }
}
