package dev.holdpoint.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ShuttingDownException;
import dev.holdpoint.interaction.Json;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where checks are done, how many at once, and who waits for them. */
class CheckThreadsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SMALL = 10;

    private final CheckThreads threads = new CheckThreads();
    private final Semaphore running = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger interrupted = new AtomicInteger();

    @AfterEach
    void close() {
        gate.countDown();
        threads.close();
    }

    @Test
    void twoChecksRunAtOnceAndTheOthersWait() throws InterruptedException {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(stuck(SMALL));
        }
        assertThat(running.tryAcquire(2, SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(running.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();

        gate.countDown();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
    }

    @Test
    void whenTooMuchIsWaitingTheNextIsRefused() throws InterruptedException {
        List<CompletableFuture<String>> first = List.of(stuck(SMALL), stuck(SMALL));
        assertThat(running.tryAcquire(2, SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> waiting = stuck(8 << 20);

        assertRefused(stuck(SMALL));
        gate.countDown();

        assertThat(first).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
        assertThat(waiting).succeedsWithin(SOON);
        assertThat(stuck(8 << 20)).as("room is given back").succeedsWithin(SOON);
    }

    @Test
    void whenTooManyAreWaitingTheNextIsRefused() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 1_010; i++) {
            answers.add(stuck(SMALL));
        }
        assertRefused(answers.getLast());
        gate.countDown();
        assertThat(answers.getFirst()).succeedsWithin(SOON);
    }

    @Test
    void aStopWaitsForNobodyAndTellsAll() throws InterruptedException {
        CompletableFuture<String> first = stuck(SMALL);
        CompletableFuture<String> second = stuck(SMALL);
        CompletableFuture<String> waiting = stuck(SMALL);
        assertThat(running.tryAcquire(2, SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

        threads.close();

        assertThat(List.of(first, second, waiting))
                .allSatisfy(answer -> assertThat(answer)
                        .failsWithin(SOON)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(ShuttingDownException.class));
        assertThat(interrupted).hasValue(2);
        assertThatThrownBy(() -> threads.run(SMALL, () -> "late").await().atMost(SOON))
                .isInstanceOf(ShuttingDownException.class);
    }

    @Test
    void noThreadKeepsTheProcess() {
        assertThat(threads.run(SMALL, () -> Thread.currentThread().isDaemon())
                        .await()
                        .atMost(SOON))
                .isTrue();
    }

    @Test
    void aTaskThatFailsFailsItsCallerAlone() {
        Uni<String> failing = threads.run(SMALL, () -> {
            throw new IllegalStateException("broken");
        });
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> failing.await().atMost(SOON)).hasMessage("broken");
        }
        assertThat(threads.run(SMALL, () -> "well").await().atMost(SOON)).isEqualTo("well");
    }

    @Test
    void aSmallResponseIsCheckedWhereItIsAskedFor() {
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            var schema = new Json("{\"items\":{\"type\":\"string\"}}");
            assertThat(check.checkSchema(schema).await().atMost(SOON)).isEqualTo(CheckResult.passed());

            assertThat(threadOf(check.checkResponse(schema, new Json("[\"a\"]"))))
                    .isEqualTo(Thread.currentThread().getName());
            assertThat(threadOf(check.checkSchema(schema)))
                    .as("what is known is told at once")
                    .isEqualTo(Thread.currentThread().getName());
        }
    }

    @Test
    void whatTakesLongerIsCheckedElsewhere() {
        try (var check = new JsonSchemaCheck(Duration.ofMinutes(1))) {
            var schema = new Json("{\"items\":{\"allOf\":[{\"type\":\"number\"},{\"minimum\":1},{\"maximum\":9}]}}");
            var longer = new Json("[" + "1,".repeat(1_500) + "1]");
            assertThat(threadOf(check.checkSchema(schema))).startsWith("checks-");

            assertThat(threadOf(check.checkResponse(schema, longer)))
                    .as("a small response that takes many steps")
                    .startsWith("checks-");
            assertThat(threadOf(check.checkResponse(schema, new Json("[" + "1,".repeat(10_000) + "1]"))))
                    .as("a large response")
                    .startsWith("checks-");
        }
    }

    private static String threadOf(Uni<CheckResult> check) {
        return check.map(result -> {
                    assertThat(result).isEqualTo(CheckResult.passed());
                    return Thread.currentThread().getName();
                })
                .await()
                .atMost(SOON);
    }

    /** A task that waits at the gate, or for its interruption. */
    private CompletableFuture<String> stuck(int size) {
        return threads.run(size, () -> {
                    running.release();
                    try {
                        gate.await();
                        return "done";
                    } catch (InterruptedException stopped) {
                        interrupted.incrementAndGet();
                        throw new ShuttingDownException(Optional.empty());
                    }
                })
                .subscribeAsCompletionStage();
    }

    private static void assertRefused(CompletableFuture<String> answer) {
        assertThat(answer)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(OverloadedException.class);
    }
}
