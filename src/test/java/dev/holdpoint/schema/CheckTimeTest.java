package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock ends a check wherever it is, on a clock that is handed in. */
class CheckTimeTest {

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
}
