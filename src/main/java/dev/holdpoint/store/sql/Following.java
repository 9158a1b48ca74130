package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Fatal;
import dev.holdpoint.store.Procedures;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads what other processes wrote: woken where that is said, and often enough where it is not. It says
 * besides that this process lives, and has settled what was due by what nobody here knew. Whatever fails is tried again: once
 * it can be read, the log is read from where it was left.
 */
final class Following {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int DUE = 500;
    private static final System.Logger LOG = System.getLogger(Following.class.getName());

    private final Others others;
    private final Writer writer;
    private final OthersLog log;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("holdpoint-news").daemon().unstarted(this::loop);

    // Used by the thread only.
    private boolean isBroken;

    /** Up to this number the log was looked at. */
    private long through;

    private long beatAt = System.nanoTime();

    /** What it waits on; closed to wake it. */
    private volatile @Nullable Sql listening;

    Following(Others others, Writer writer) {
        this.others = others;
        this.writer = writer;
        this.log = writer.othersLog();
    }

    void start() {
        thread.start();
    }

    void close() {
        closing.countDown();
        Sql waitedOn = listening;
        if (waitedOn != null) {
            waitedOn.abort();
        }
        try {
            thread.join(POLL.plus(POLL));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void loop() {
        while (!isClosing()) {
            try (Sql sql = others.listen()) {
                listening = sql;
                follow(sql);
            } catch (RuntimeException | Error broken) {
                Fatal.check(broken);
                onFailure(broken);
                pause();
            } finally {
                listening = null;
            }
        }
    }

    private void follow(Sql sql) {
        readOn(sql); // what was missed before anybody listened
        while (!isClosing()) {
            beat();
            if (others.await(sql, others.beat().compareTo(POLL) < 0 ? others.beat() : POLL)) {
                readOn(sql);
            }
        }
    }

    private void readOn(Sql sql) {
        News news = writer.news();
        boolean isMore = true;
        while (isMore && !isClosing()) {
            OthersLog.Next next = log.after(sql, Math.max(through, news.known()));
            boolean isHeard = news.hear(next.entries());
            news.tell();
            through = isHeard ? next.through() : through;
            isMore = next.isMore() || !isHeard;
        }
        if (isBroken) {
            LOG.log(Level.INFO, "what others write is heard of again");
        }
        isBroken = false;
    }

    private void beat() {
        if (System.nanoTime() - beatAt < others.beat().toNanos()) {
            return;
        }
        beatAt = System.nanoTime();
        writer.submitOwn(tables -> {
                    others.beat(tables.sql(), tables.now());
                    tables.changedOtherwise();
                    return Procedures.expire(tables, DUE);
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.log(Level.DEBUG, "not told to be alive: {0}", failure.getMessage()));
    }

    private void onFailure(Throwable broken) {
        if (!isBroken && !isClosing()) {
            LOG.log(Level.WARNING, "what others write is not heard of for now: {0}", broken.getMessage());
        }
        isBroken = true;
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
