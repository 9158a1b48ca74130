package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastWordTest {

    @Test
    void ofAllWhoSpeakAtOnceOneIsHeard() throws Exception {
        for (int round = 0; round < 500; round++) {
            // Given
            var out = new ByteArrayOutputStream();
            var endings = new CopyOnWriteArrayList<Integer>();
            var lastWord = new LastWord(out, OutputStream.nullOutputStream(), endings::add);
            var start = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (Outcome outcome : List.of(
                    Outcome.passedOn("{allow}"),
                    Outcome.blocked(Agent.CODEX, "PreToolUse", "end of time"),
                    Outcome.blocked(Agent.CODEX, "PreToolUse", "told to end"))) {
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        start.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    lastWord.say(outcome);
                }));
            }
            // When
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            // Then
            assertThat(endings).as("round " + round).hasSize(1);
            assertThat(out.toString(StandardCharsets.UTF_8).equals("{allow}"))
                    .as("round " + round)
                    .isEqualTo(endings.getFirst() == 0);
        }
    }

    @Test
    void whatCannotBeSaidIsABlock() {
        var err = new ByteArrayOutputStream();
        var endings = new ArrayList<Integer>();
        new LastWord(deaf(), err, endings::add).say(Outcome.passedOn("{}"));
        assertThat(endings).containsExactly(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output is closed");

        new LastWord(deaf(), deaf(), endings::add).say(Outcome.blocked(Agent.CLAUDE_CODE, "PermissionRequest", "x"));
        assertThat(endings).containsExactly(2, 2);
    }

    private static OutputStream deaf() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("closed");
            }
        };
    }
}
