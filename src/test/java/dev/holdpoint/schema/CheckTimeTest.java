package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionConfig;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.schema.Meter.Budget;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock ends a check wherever it is, on a clock that is handed in. */
class CheckTimeTest {

    private static final Budget ANY = new Budget(Long.MAX_VALUE, 100);
    private static final Json TEXTS = new Json(
            IntStream.range(0, 20_000).mapToObj(i -> "\"text" + i + "\"").collect(Collectors.joining(",", "[", "]")));

    private final AtomicLong nanos = new AtomicLong();

    /** Each look at the clock takes a tenth of a second. */
    private final JsonSchemaCheck check =
            new JsonSchemaCheck(Duration.ofSeconds(1), () -> nanos.getAndAdd(100_000_000));

    @AfterEach
    void close() {
        check.close();
    }

    @Test
    void aCheckEndsInsideOfAKeywordWhenItsTimeIsOver() {
        var schema = new Json("{\"uniqueItems\":true}");
        assertThat(check.checkSchema(schema).await().indefinitely()).isEqualTo(CheckResult.passed());

        assertThat(check.checkResponse(schema, TEXTS).await().indefinitely())
                .isInstanceOfSatisfying(
                        CheckResult.Unusable.class,
                        over -> assertThat(over.detail()).startsWith("too complex"));
    }

    @Test
    void aSchemaIsMadeReadyInTimeOrNotAtAll() {
        String many = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"}")
                .collect(Collectors.joining(",", "{\"properties\":{", "}}"));
        assertThat(check.checkSchema(new Json(many)).await().indefinitely())
                .isInstanceOfSatisfying(
                        CheckResult.Unusable.class,
                        over -> assertThat(over.detail()).startsWith("too complex"));
    }

    @Test
    void theTimeOfACheckBeginsWithIt() {
        var schema = new Json("{\"type\":\"integer\"}");
        for (int i = 0; i < 50; i++) {
            assertThat(check.checkSchema(schema).await().indefinitely()).isEqualTo(CheckResult.passed());
            assertThat(check.checkResponse(schema, new Json("1")).await().indefinitely())
                    .isEqualTo(CheckResult.passed());
        }
    }

    @Test
    void whatIsComparedAndHashedIsChargedElementByElement() {
        JsonNode one = JsonTrees.read(TEXTS).orElseThrow();
        JsonNode other = JsonTrees.read(TEXTS).orElseThrow();

        assertThat(steps(() -> assertThat(one.equals(other)).isTrue())).isGreaterThan(20_000);
        assertThat(steps(() -> assertThat(new HashSet<>().add(one)).isTrue())).isGreaterThan(20_000);
        assertThat(steps(() -> assertThat(one.has(1)).isTrue())).isLessThan(5);
    }

    @Test
    void aStopEndsACheckAndItsReasonStays() {
        var meter = new Meter(ANY, Deadline.in(Duration.ofMinutes(1), nanos::get), ExecutionConfig.getInstance());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> meter.spend(10_000)).isInstanceOf(ShuttingDownException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatThrownBy(() -> meter.spend(1)).isInstanceOf(ShuttingDownException.class);
        assertThat(meter.end()).isInstanceOf(ShuttingDownException.class);
    }

    @Test
    void whatIsExhaustedStaysSo() {
        var meter = new Meter(
                new Budget(10, 100), Deadline.in(Duration.ofMinutes(1), nanos::get), ExecutionConfig.getInstance());
        meter.spend(10);
        assertThat(meter.end()).isNull();
        assertThatThrownBy(() -> meter.spend(1)).isInstanceOf(Meter.Exhausted.class);
        assertThatThrownBy(() -> meter.spend(0)).isInstanceOf(Meter.Exhausted.class);
    }

    private long steps(Runnable work) {
        var meter = new Meter(ANY, Deadline.in(Duration.ofMinutes(1), () -> 0), ExecutionConfig.getInstance());
        ScopedValue.where(Meter.CURRENT, meter).run(work);
        return meter.spent();
    }
}
