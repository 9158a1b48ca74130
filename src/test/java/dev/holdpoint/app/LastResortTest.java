package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.testing.LogLines;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastResortTest {

    private final AtomicInteger ends = new AtomicInteger();
    private final LastResort lastResort = new LastResort(ends::incrementAndGet);

    @Test
    void whatIsFatalEndsTheProcessOnceWithALastLine() {
        try (var lines = new LogLines("dev.holdpoint")) {
            lastResort.uncaughtException(Thread.currentThread(), new OutOfMemoryError("on purpose"));
            lastResort.uncaughtException(Thread.currentThread(), new OutOfMemoryError("again"));

            assertThat(ends).hasValue(1);
            assertThat(lines.seen()).singleElement().asString().contains("the process ends", "on purpose");
        }
    }

    @Test
    void anythingElseIsTold() {
        try (var lines = new LogLines("dev.holdpoint")) {
            lastResort.uncaughtException(Thread.currentThread(), new IllegalStateException("on purpose"));

            assertThat(ends).hasValue(0);
            assertThat(lines.seen()).singleElement().asString().contains("failed");
        }
    }
}
