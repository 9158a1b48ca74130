package dev.holdpoint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Violations;
import dev.holdpoint.schema.Meter.Budget;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by the library, within a {@link Meter}: whatever it throws that nobody foresaw is logged, and told in words of
 * ours. What was made ready is kept, bounded in memory. Thread-safe.
 */
final class Schemas {

    private static final System.Logger LOG = System.getLogger(Schemas.class.getName());

    private static final long MAX_CACHED = 8L << 20;
    private static final int OVERHEAD = 1_000;
    private static final int MAX_DETAIL = 500;

    /** As JSON Schema has it: what the library has beyond that, and what it does not know, is ignored. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(keywords -> keywords.keySet().removeAll(List.of("id", "notAllowed")))
            .unknownKeywordFactory((_, _) -> null)
            .formats(BoundedFormat::only)
            .build();

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .regularExpressionFactory(new Re2Patterns())
            .schemaIdValidator((_, _, _, _, _) -> true)
            .locale(Locale.ENGLISH)
            .build();

    private static final ExecutionConfig WITH_FORMATS = ExecutionConfig.builder()
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(true)
            .build();

    /** Which patterns and references are taken is for {@link SchemaDocument} to say. */
    private static final ExecutionConfig WITHOUT_FORMATS = ExecutionConfig.builder()
            .locale(Locale.ENGLISH)
            .formatAssertionsEnabled(false)
            .build();

    /** Read when the first schema comes: it takes megabytes and, on the JVM, a part of the start. */
    private static final class Meta {
        static final Schema SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of(SchemaDocument.DIALECT));
    }

    /** The library failed for a reason that nobody foresaw. */
    static final class Unforeseen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unforeseen(Throwable cause) {
            super("a schema made the library fail", cause);
        }
    }

    private final Cache<String, Ready> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED)
            .weigher((String text, Ready ready) -> ready.size())
            .build();

    /**
     * A schema that responses can be checked by.
     *
     * @param size how many bytes of memory it takes
     */
    private record Ready(Schema schema, int size) {}

    /** Reads the meta-schema, where it was not read yet. */
    static void load() {
        Meta.SCHEMA.getSchemaNode();
    }

    boolean isReady(Json schema) {
        return cache.getIfPresent(schema.text()) != null;
    }

    /** Makes a schema ready, where nothing is wrong with it. */
    CheckResult makeReady(Json schema, Deadline deadline) {
        Optional<JsonNode> tree = JsonTrees.read(schema);
        if (tree.isEmpty()) {
            return wrong("a number in the schema is too large or too small");
        }
        Violations violations = within(compilation(deadline), () -> new OlderDialects(tree.get()).differences());
        if (violations.isEmpty()) {
            violations = byMetaSchema(tree.get(), deadline);
        }
        if (violations.isEmpty()) {
            violations = within(
                    compilation(deadline),
                    () -> SchemaDocument.check(tree.get(), node -> byMetaSchema(node, deadline)));
        }
        if (violations.isEmpty()) {
            cache.put(schema.text(), compile(schema, tree.get(), deadline));
        }
        return result(violations);
    }

    /** Holds a response against a schema that was ready once. */
    CheckResult check(Json schema, Json response, Budget budget, Deadline deadline) {
        Optional<JsonNode> tree = JsonTrees.read(response);
        if (tree.isEmpty()) {
            return wrong("a number is too large or too small to be checked by the schema");
        }
        Ready ready = cache.getIfPresent(schema.text());
        if (ready == null) {
            ready = compile(schema, JsonTrees.read(schema).orElseThrow(), deadline);
            cache.put(schema.text(), ready);
        }
        return result(evaluate(ready.schema(), tree.get(), new Meter(budget, deadline, WITH_FORMATS)));
    }

    private static Violations byMetaSchema(JsonNode schema, Deadline deadline) {
        return evaluate(Meta.SCHEMA, schema, new Meter(Limits.EVALUATION, deadline, WITHOUT_FORMATS));
    }

    private static Meter compilation(Deadline deadline) {
        return new Meter(Limits.COMPILATION, deadline, WITH_FORMATS);
    }

    /**
     * Each schema has a registry of its own: identifiers in one asker's schema mean nothing in another's. Whatever dialect it
     * says, it was found to mean the same in ours.
     */
    private static Ready compile(Json text, JsonNode tree, Deadline deadline) {
        SchemaRegistry registry = SchemaRegistry.builder()
                .dialectRegistry((_, _) -> DIALECT)
                .defaultDialectId(DIALECT.getId())
                .schemaRegistryConfig(CONFIG)
                .schemaLoader(loader -> loader.block(_ -> true))
                .build();
        Meter meter = compilation(deadline);
        return within(meter, () -> {
            Schema schema = registry.getSchema(SchemaLocation.of(References.BASE), tree);
            schema.initializeValidators();
            long size =
                    meter.spent() * Limits.BYTES_PER_STEP + (long) text.text().length() * Limits.BYTES_PER_CHARACTER;
            return new Ready(schema, (int) (OVERHEAD + size));
        });
    }

    private static Violations evaluate(Schema schema, JsonNode value, Meter meter) {
        within(meter, () -> {
            schema.validate(meter, value);
            return true;
        });
        var violations = new Violations();
        meter.found()
                .forEach(error ->
                        violations.report(() -> error.getInstanceLocation().toString(), detail(error)));
        violations.more(meter.found().more());
        return violations;
    }

    /** The meter's reason comes first: the library may have made another exception of it. */
    private static <T> T within(Meter meter, Supplier<T> work) {
        try {
            return ScopedValue.where(Meter.CURRENT, meter).call(work::get);
        } catch (StackOverflowError tooDeep) {
            throw new Meter.Exhausted();
        } catch (RuntimeException broken) {
            @Nullable RuntimeException end = meter.end();
            if (end != null) {
                throw end;
            }
            LOG.log(Level.ERROR, "a schema made the library fail", broken);
            throw new Unforeseen(broken);
        }
    }

    private static String detail(Error error) {
        String message = error.getMessage();
        return message.length() <= MAX_DETAIL ? message : message.substring(0, MAX_DETAIL) + "\u2026";
    }

    private static CheckResult wrong(String detail) {
        var violations = new Violations();
        violations.report("", detail);
        return result(violations);
    }

    private static CheckResult result(Violations violations) {
        return violations.isEmpty()
                ? CheckResult.passed()
                : new CheckResult.Violated(violations.told(), violations.more());
    }
}
