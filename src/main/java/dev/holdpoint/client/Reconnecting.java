package dev.holdpoint.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Calls a service until it is answered for good: what will pass is tried again, until a given end. A person hears of it once when it
 * begins, and once when it is over. Of one thread.
 */
public final class Reconnecting {

    private final Service service;
    private final Consumer<String> telling;
    private final Time time;
    private boolean isAway;

    /** Time as it goes by, and waiting; handed in, so that tests need none of it. */
    interface Time {
        Time OWN = new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pass(Duration pause) {
                LockSupport.parkNanos(pause.toNanos());
            }
        };

        long nanos();

        void pass(Duration pause);
    }

    /**
     * @param telling takes a line for whoever waits
     */
    public Reconnecting(Service service, Consumer<String> telling) {
        this(service, telling, Time.OWN);
    }

    Reconnecting(Service service, Consumer<String> telling, Time time) {
        this.service = service;
        this.telling = telling;
        this.time = time;
    }

    Place place() {
        return service.place();
    }

    Time time() {
        return time;
    }

    /**
     * Calls.
     *
     * @param patience how long one try may take
     * @param trying for how long it is tried again
     * @throws NotDoneException where all that time nobody answered
     */
    public Reply call(Call call, Duration patience, Duration trying) {
        return call(() -> call, patience, trying, trying);
    }

    /** The same of a call that is another one each time: it says how long it waits. */
    public Reply call(Supplier<Call> call, Duration patience, Duration trying) {
        return call(call, patience, trying, trying);
    }

    /**
     * The same of what is worth more patience once it may have been heard.
     *
     * @param unheard for how long it is tried while nobody can have heard it
     * @param heard for how long after a try that broke off, of which nobody knows what became
     */
    Reply call(Supplier<Call> call, Duration patience, Duration unheard, Duration heard) {
        long begun = time.nanos();
        var backoff = new Backoff(RandomGenerator.getDefault());
        Duration trying = unheard;
        while (true) {
            String trouble;
            Duration least = Duration.ZERO;
            try {
                Reply reply = service.send(call.get(), patience);
                if (!reply.isPassing()) {
                    tellOfReturn();
                    return reply;
                }
                trouble = reply.words();
                least = reply.retryAfter();
                trying = reply.slug().isEmpty() ? trying : heard;
            } catch (UnreachedException away) {
                trouble = String.valueOf(away.getMessage());
            } catch (IOException broken) {
                trouble = String.valueOf(broken.getMessage());
                trying = heard;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new NotDoneException("interrupted");
            }
            Duration pause = backoff.next(least);
            if (time.nanos() - begun + pause.toNanos() >= trying.toNanos()) {
                throw new NotDoneException(place() + " is not reached: " + trouble
                        + "; is the service there? --url or HOLDPOINT_URL says where it is");
            }
            tellOfTrouble(trouble);
            time.pass(pause);
        }
    }

    private void tellOfTrouble(String trouble) {
        if (!isAway) {
            isAway = true;
            telling.accept(place() + " is not reached: " + trouble + "; trying again");
        }
    }

    private void tellOfReturn() {
        if (isAway) {
            isAway = false;
            telling.accept(place() + " is reached again");
        }
    }
}
