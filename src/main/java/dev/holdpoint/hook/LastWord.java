package dev.holdpoint.hook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * What a hook says, once: by its answer, at its end of time, or because the process is told to end, whichever comes first. What cannot be
 * said is a block. Thread-safe.
 */
final class LastWord {

    private final OutputStream out;
    private final OutputStream err;
    private final IntConsumer ending;
    private final AtomicBoolean isSaid = new AtomicBoolean();

    /**
     * @param out throws where nobody hears it, as a PrintStream would not
     * @param ending ends the process, and does not come back
     */
    LastWord(OutputStream out, OutputStream err, IntConsumer ending) {
        this.out = out;
        this.err = err;
        this.ending = ending;
    }

    /**
     * Sees whether anybody hears it: JSON may begin with white space. A descriptor that was closed is given to the next file or
     * connection that is opened, and what is written there is lost without a failure.
     */
    void begin() throws IOException {
        out.write('\n');
        out.flush();
    }

    void say(Outcome outcome) {
        say(outcome, () -> {});
    }

    /**
     * Says it, unless something was said before: then it does nothing, and whoever came first ends the process.
     *
     * @param last done once it is said, whatever becomes of it
     */
    void say(Outcome outcome, Runnable last) {
        if (!isSaid.compareAndSet(false, true)) {
            return;
        }
        int status = outcome.status();
        String words = outcome.err();
        try {
            out.write(outcome.out().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException deaf) {
            status = Outcome.BLOCKED;
            words = "Holdpoint blocked this: standard output is closed";
        }
        try {
            err.write((words.isEmpty() ? "" : words + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException deaf) {
            // the status says it
        }
        try {
            last.run();
        } finally {
            ending.accept(status);
        }
    }
}
