package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.annotation.Annotation;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.schema.Meter.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is charged, what is kept, and how a check ends. */
class MeterTest {

    private static final Budget ANY = new Budget(Long.MAX_VALUE, 100);
    private static final Json TEXTS = new Json(
            IntStream.range(0, 20_000).mapToObj(i -> "\"text" + i + "\"").collect(Collectors.joining(",", "[", "]")));
    private static final NodePath TOP = new NodePath(PathType.JSON_POINTER);

    @Test
    void aHundredErrorsAreKeptOfAValueAndTheRestIsCounted() {
        var meter = meter(ANY);
        for (int i = 0; i < 150; i++) {
            meter.addError(error());
        }
        meter.getErrors().addAll(List.of(error(), error()));

        assertThat(meter.found()).hasSize(100);
        assertThat(meter.found().more()).isEqualTo(52);
        assertThat(meter.spent()).isGreaterThan(1_000);
    }

    @Test
    void aHundredErrorsAreKeptOfAnAlternative() {
        var meter = meter(ANY);
        var alternative = new ArrayList<Error>();
        meter.setErrors(alternative);
        for (int i = 0; i < 150; i++) {
            meter.addError(error());
        }

        assertThat(alternative).hasSize(100);
        assertThat(meter.found()).isEmpty();
    }

    @Test
    void anAnnotationIsChargedForAllItsNamesAndForEachLook() {
        var meter = meter(ANY);
        meter.getAnnotations()
                .put(Annotation.builder()
                        .keyword("properties")
                        .instanceLocation(TOP)
                        .value(Set.of("a", "b", "c"))
                        .build());
        long kept = meter.spent();
        meter.getAnnotations().asMap().get(TOP);

        assertThat(kept).isGreaterThan(20);
        assertThat(meter.spent()).isGreaterThan(kept);
        assertThat(meter.getAnnotations().asMap().getOrDefault(TOP, List.of())).hasSize(1);
        assertThat(meter.getAnnotations().asMap().getOrDefault(TOP.append("a"), List.of()))
                .isEmpty();
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
        var meter = meter(ANY);
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
        var meter = meter(new Budget(10, 100));
        meter.spend(10);
        assertThat(meter.end()).isNull();
        assertThatThrownBy(() -> meter.spend(1)).isInstanceOf(Meter.Exhausted.class);
        assertThatThrownBy(() -> meter.spend(0)).isInstanceOf(Meter.Exhausted.class);
    }

    private static long steps(Runnable work) {
        var meter = meter(ANY);
        ScopedValue.where(Meter.CURRENT, meter).run(work);
        return meter.spent();
    }

    private static Meter meter(Budget budget) {
        return new Meter(budget, Deadline.in(Duration.ofMinutes(1), () -> 0), ExecutionConfig.getInstance());
    }

    private static Error error() {
        return Error.builder().keyword("type").message("wrong").build();
    }
}
