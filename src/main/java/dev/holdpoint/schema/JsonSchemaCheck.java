package dev.holdpoint.schema;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.ResponseCheck;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Json;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Checks responses by JSON Schema 2020-12, {@code format} asserted for the formats of the contract. What takes a moment is
 * done where it is asked for, and the {@link Meter} ends it there where it would take longer; then, and for schemas that are
 * new, two threads do it ({@link CheckThreads}). Thread-safe.
 */
public final class JsonSchemaCheck implements ResponseCheck, AutoCloseable {

    /** A response that is read in a moment. */
    private static final int SMALL = 4_096;

    private final Schemas schemas = new Schemas();
    private final CheckThreads threads = new CheckThreads();
    private final Duration time;
    private final LongSupplier nanos;

    /**
     * A check with threads of its own.
     *
     * @param time how long one check may take
     */
    public JsonSchemaCheck(Duration time) {
        this(time, System::nanoTime);
    }

    JsonSchemaCheck(Duration time, LongSupplier nanos) {
        this.time = time;
        this.nanos = nanos;
    }

    @Override
    public Uni<CheckResult> checkSchema(Json schema) {
        return Uni.createFrom()
                .deferred(() -> schemas.isReady(schema)
                        ? Uni.createFrom().item(CheckResult.passed())
                        : threads.run(schema.text().length(), () -> told(() -> schemas.makeReady(schema, deadline()))));
    }

    @Override
    public Uni<CheckResult> checkResponse(Json schema, Json response) {
        return Uni.createFrom().deferred(() -> {
            if (response.text().length() <= SMALL && schemas.isReady(schema)) {
                try {
                    return Uni.createFrom().item(schemas.check(schema, response, Limits.AT_ONCE, deadline()));
                } catch (Meter.Exhausted takesLonger) {
                    // The threads take it from the start.
                } catch (Schemas.Unforeseen broken) {
                    return Uni.createFrom().item(unusable());
                }
            }
            return threads.run(
                    schema.text().length() + response.text().length(),
                    () -> told(() -> schemas.check(schema, response, Limits.EVALUATION, deadline())));
        });
    }

    @Override
    public Optional<Json> builtIn(InteractionType type) {
        return BuiltInSchemas.of(type);
    }

    /** Lets go what is being checked. */
    @Override
    public void close() {
        threads.close();
    }

    private static CheckResult told(Supplier<CheckResult> check) {
        try {
            return check.get();
        } catch (Meter.Exhausted _) {
            return new CheckResult.Unusable(
                    Limits.TOO_COMPLEX + ": the schema takes more work to check than there may be");
        } catch (Schemas.Unforeseen _) {
            return unusable();
        }
    }

    private static CheckResult unusable() {
        return new CheckResult.Unusable("the schema cannot be used; the server's log says why");
    }

    /** What is read once for all checks is nobody's time. */
    private Deadline deadline() {
        Schemas.load();
        return Deadline.in(time, nanos);
    }
}
