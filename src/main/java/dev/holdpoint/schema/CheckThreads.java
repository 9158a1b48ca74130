package dev.holdpoint.schema;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.ShuttingDownException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where checks are done that take longer than a moment: two threads of their own, so that the other half of a small machine
 * stays with everybody else, and a queue that is bounded in tasks and in characters. Nobody waits for them at a stop.
 * Thread-safe.
 */
final class CheckThreads implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1_000;
    private static final long MAX_SIZE = 8L << 20;

    /** Enough for an evaluation of {@link Limits#DEPTH}. */
    private static final long STACK = 8L << 20;

    private final AtomicLong size = new AtomicLong();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("checks-", 0).stackSize(STACK).factory());

    CheckThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does something on one of the threads.
     *
     * @param taskSize the characters that it holds while it waits
     */
    <T> Uni<T> run(int taskSize, Supplier<T> task) {
        return Uni.createFrom().emitter(caller -> {
            if (size.addAndGet(taskSize) > MAX_SIZE) {
                size.addAndGet(-taskSize);
                caller.fail(overloaded());
                return;
            }
            try {
                threads.execute(new Waiting<>(taskSize, task, caller));
            } catch (RejectedExecutionException full) {
                size.addAndGet(-taskSize);
                caller.fail(threads.isShutdown() ? new ShuttingDownException(Optional.empty()) : overloaded());
            }
        });
    }

    /** Lets go what runs and what waits: their callers are told that the service stops. */
    @Override
    public void close() {
        List<Runnable> waiting = threads.shutdownNow();
        waiting.forEach(task -> ((Waiting<?>) task).caller.fail(new ShuttingDownException(Optional.empty())));
    }

    private static OverloadedException overloaded() {
        return new OverloadedException("too many checks of schemas and responses are waiting");
    }

    private final class Waiting<T> implements Runnable {

        private final int taskSize;
        private final Supplier<T> task;
        private final UniEmitter<? super T> caller;

        Waiting(int taskSize, Supplier<T> task, UniEmitter<? super T> caller) {
            this.taskSize = taskSize;
            this.task = task;
            this.caller = caller;
        }

        /** Whatever becomes of the task, its caller hears of it. */
        @Override
        public void run() {
            size.addAndGet(-taskSize);
            T result;
            try {
                result = task.get();
            } catch (Throwable failure) {
                Fatal.check(failure);
                caller.fail(failure);
                return;
            }
            caller.complete(result);
        }
    }
}
