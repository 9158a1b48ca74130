package dev.holdpoint.cluster;

import dev.holdpoint.history.History;
import dev.holdpoint.history.Stream.Event;
import dev.holdpoint.history.Stream.Filter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers and tabs that the replicas of a service have to bear, and what they saw of it. Begun and ended by one thread; what is
 * asked meanwhile may be by any.
 */
public final class Load implements AutoCloseable {

    private static final long SLOWLY = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BACKOFF = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_EVENTS = 400;

    /** One time in so many, a tab does not go on where it was. */
    private static final int AFRESH = 10;

    private final Plan plan;
    private final Replicas replicas;
    private final Recorder recorder;
    private final Board board;
    private final LoadCaller last;
    private final Ending ending;
    private final List<LoadCaller> callers = new ArrayList<>();
    private final List<Tab> tabs = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().name("load").daemon().unstarted(task));
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopped;

    private record Tab(Listener listener, Random random, long pause) {}

    /**
     * Prepares it: looks at how the service stands.
     *
     * @throws IOException where that does not answer
     */
    public Load(Plan plan, long seed) throws IOException, InterruptedException {
        this.plan = plan;
        this.replicas = new Replicas(plan.replicas(), plan.token());
        this.recorder = new Recorder(replicas);
        this.board = new Board(plan.name());
        var random = new Random(seed);
        for (int i = 0; i < plan.callers(); i++) {
            String name = plan.name() + "-caller-" + i;
            callers.add(new LoadCaller(name, random.nextLong(), plan.pause(), recorder, board));
        }
        open("tab", Filter.ALL, random, 0);
        open("slow tab", Filter.ALL, random, SLOWLY);
        open("tab of a session", Filter.ofSession(board.session(random)), random, 0);
        open("tab of a type", new Filter(Optional.empty(), Optional.of(Board.type(random))), random, 0);
        this.last = new LoadCaller(plan.name() + "-last", random.nextLong(), plan.pause(), recorder, board);
        this.ending = new Ending(board, replicas, recorder, threads, last);
    }

    private void open(String name, Filter filter, Random random, long pause) {
        var listener = new Listener(name, filter, board::isOurs, replicas, recorder);
        tabs.add(new Tab(listener, new Random(random.nextLong()), pause));
    }

    /** What was answered, for people, where whoever calls may not do all that this does; empty where they may. */
    public Optional<String> refusal() {
        return last.tryAll().map(answer -> answer.status() + " " + answer.body());
    }

    /** Has them call, until they are stopped. */
    public void start() {
        stopped = false;
        callers.forEach(caller -> run(() -> {
            caller.run(() -> stopped);
            return caller;
        }));
        tabs.forEach(tab -> run(() -> {
            while (!stopped) {
                listen(tab);
            }
            return tab;
        }));
    }

    /** Ends them. */
    public void stop() throws InterruptedException, ExecutionException, TimeoutException {
        stopped = true;
        long begun = System.nanoTime();
        for (Future<?> one : running) {
            while (!one.isDone() && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(2)) {
                tabs.forEach(tab -> tab.listener().leave());
                LockSupport.parkNanos(BACKOFF);
            }
            one.get(1, TimeUnit.SECONDS);
        }
        running.clear();
    }

    /** How many calls were answered so far. */
    public int calls() {
        return recorder.calls();
    }

    /** Nanoseconds since the history's start. */
    public long now() {
        return recorder.now();
    }

    /** Whether anybody was told since a moment that the store failed. */
    public boolean sawFailureSince(long moment) {
        return recorder.sawFailureSince(moment);
    }

    /** What was away is no fault of what was there. */
    public void note(History.Outage outage) {
        recorder.add(outage);
    }

    /** Removes all sessions, so that nothing is left for anybody to decide. */
    public void cleanUp() {
        last.removeAll();
    }

    /**
     * The history as it ends, once nothing happens by itself any more and every tab was told all.
     *
     * @throws TimeoutException where it does not end
     */
    public History end() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        History.End end = ending.await();
        var random = new Random(plan.callers());
        for (Tab tab : tabs) {
            long last = tab.listener().last().orElse(0);
            List<Event> missed = end.log().stream()
                    .filter(event ->
                            event.id() > last && tab.listener().filter().matches(event.data()))
                    .toList();
            if (!missed.isEmpty()) {
                long newest = missed.getLast().id();
                ending.listenTo(event -> event.id() >= newest, tab.listener(), replicas.any(random));
            }
        }
        return recorder.history(end);
    }

    private void run(Callable<?> client) {
        running.add(threads.submit(client));
    }

    /** For a while, or to the stream's end; then it goes on where it was, but for a few times, at another replica. */
    private void listen(Tab tab) throws InterruptedException {
        int few = 1 + tab.random().nextInt(MOST_EVENTS);
        int[] told = {0};
        URI replica = replicas.any(tab.random());
        List<Event> heard = tab.listener().listen(replica, event -> {
            LockSupport.parkNanos(tab.pause());
            return ++told[0] > few || stopped;
        });
        if (heard.isEmpty()) {
            LockSupport.parkNanos(BACKOFF);
        }
        if (tab.random().nextInt(AFRESH) == 0) {
            tab.listener().startAfresh();
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        replicas.close();
    }
}
