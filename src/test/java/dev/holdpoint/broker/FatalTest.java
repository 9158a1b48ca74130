package dev.holdpoint.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The handler of what nobody catches is the whole process's: it is put back. */
@Isolated
class FatalTest {

    private final List<Throwable> ended = new ArrayList<>();
    private UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> ended.add(failure));
    }

    @AfterEach
    void putBack() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void noMemoryAndABrokenMachineAreFatalWhateverTheyAreWrappedIn() {
        assertThat(Fatal.is(new OutOfMemoryError())).isTrue();
        assertThat(Fatal.is(new InternalError())).isTrue();
        assertThat(Fatal.is(new IllegalStateException(new RuntimeException(new OutOfMemoryError()))))
                .isTrue();
    }

    @Test
    void nothingElseIs() {
        assertThat(Fatal.is(new StackOverflowError())).isFalse();
        assertThat(Fatal.is(new AssertionError())).isFalse();
        assertThat(Fatal.is(new NoClassDefFoundError())).isFalse();
        assertThat(Fatal.is(new RuntimeException())).isFalse();
        var itself = new RuntimeException();
        itself.initCause(new RuntimeException(itself));
        assertThat(Fatal.is(itself)).isFalse();
    }

    @Test
    void whatIsFatalGoesToTheHandlerOfWhatNobodyCatches() {
        var memory = new OutOfMemoryError("on purpose");
        Fatal.check(new RuntimeException("on purpose"));
        Fatal.check(memory);
        assertThat(ended).containsExactly(memory);
    }

    @Test
    void aTaskThatRunsOutOfMemoryEndsTheProcess() {
        var memory = new OutOfMemoryError("on purpose");
        new Serial().run(() -> {
            throw memory;
        });
        assertThat(ended).containsExactly(memory);
    }
}
