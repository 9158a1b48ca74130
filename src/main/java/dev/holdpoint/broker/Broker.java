package dev.holdpoint.broker;

import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import java.util.List;

/**
 * The front door, put together: ask, settle, read. It hears first what the store makes durable, and tells waiters, the
 * deadlines and everybody else, in this order. Thread-safe.
 */
public final class Broker {

    private final Awaiting awaiting;
    private final Deadlines deadlines;
    private final Requirements requirements;
    private final Announcer announcer;
    private final Asking asking;
    private final Settling settling;
    private final Reading reading;

    public Broker(
            Store store,
            EventLog log,
            Archive archive,
            Deadlines deadlines,
            ResponseCheck check,
            Announcer announcer,
            Environment environment) {
        this.deadlines = deadlines;
        this.announcer = announcer;
        this.awaiting = new Awaiting(store, deadlines, environment);
        this.requirements = new Requirements(store);
        this.reading = new Reading(store, archive, awaiting);
        this.asking = new Asking(store, reading, awaiting, deadlines, check, environment);
        this.settling = new Settling(store, awaiting, requirements, check, announcer);
        store.onHoldsLost(awaiting::holdAgain);
        log.subscribe(new News());
    }

    public Asking asking() {
        return asking;
    }

    public Settling settling() {
        return settling;
    }

    public Reading reading() {
        return reading;
    }

    /** How many callers await something in this process. */
    public int waiters() {
        return awaiting.waiters();
    }

    /** Takes no more asks, and answers every waiter with {@link ShuttingDownException}. */
    public void shutDown() {
        asking.shutDown();
        awaiting.shutDown();
    }

    public boolean isShuttingDown() {
        return asking.isShuttingDown();
    }

    /** What the store tells. */
    private final class News implements NewsListener {

        @Override
        public void onNews(List<InteractionEvent> events, boolean isOwn) {
            for (InteractionEvent event : events) {
                if (event.kind() == Kind.REQUESTED) {
                    requirements.learn(event.interaction());
                }
                onNotice(Notice.of(event));
                if (event.kind() == Kind.SETTLED) {
                    awaiting.deliver(event.interaction());
                }
            }
            announcer.announce(events, isOwn);
        }

        @Override
        public void onNotices(List<Notice> notices) {
            notices.forEach(this::onNotice);
            announcer.announce(notices);
        }

        private void onNotice(Notice notice) {
            switch (notice.kind()) {
                case REQUESTED -> deadlines.learn(notice.timeout());
                case SETTLED -> requirements.forget(notice.id());
            }
        }

        @Override
        public boolean wantsAll() {
            return announcer.wantsAll();
        }

        @Override
        public boolean wants(Notice notice) {
            return notice.kind() == Kind.SETTLED && awaiting.isAwaited(notice.id());
        }
    }
}
