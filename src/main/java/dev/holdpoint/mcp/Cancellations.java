package dev.holdpoint.mcp;

import dev.holdpoint.broker.Reading;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Calls that are called off, at any replica. What is about to be asked here is waited for; of another replica nobody here knows that, so
 * it is looked for once more, after whoever called it off has been answered. Thread-safe.
 */
final class Cancellations {

    private static final Logger LOG = Logger.getLogger(Cancellations.class);

    /** By then another replica has kept what it was about to ask, unless the store is slow. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** As many as are read at once. */
    private static final int PAGE = 500;

    private final Reading reading;
    private final Asker asker;
    private final Underway underway;
    private final Timers timers;

    Cancellations(Reading reading, Asker asker, Underway underway, Timers timers) {
        this.reading = reading;
        this.asker = asker;
        this.underway = underway;
        this.timers = timers;
    }

    /**
     * Gives up what a call of a session asked; nothing where it asked nothing, or that is over. Clients that share a session, for
     * their token has no other, may know different calls by the same id: then none is given up, and none that comes later.
     */
    Uni<Void> cancel(Caller caller, SessionId session, Json requestId) {
        return attempt(caller, session, requestId)
                .invoke(found -> {
                    if (found.isEmpty() && !Sessions.areShared(caller)) {
                        timers.after(A_MOMENT, () -> lookAgain(caller, session, requestId));
                    }
                })
                .replaceWithVoid();
    }

    private void lookAgain(Caller caller, SessionId session, Json requestId) {
        attempt(caller, session, requestId)
                .subscribe()
                .with(found -> {}, failure -> LOG.debug("a call was not looked for again", failure));
    }

    /** What was found; where that is one, it is given up. */
    private Uni<List<Interaction>> attempt(Caller caller, SessionId session, Json requestId) {
        var ofSession = new ListQuery(
                Criteria.ALL.with(new Filter(Set.of(session), Set.of())).with(Status.PENDING),
                ListQuery.Order.NEWEST,
                PAGE,
                null);
        var newest = new ListQuery(Criteria.ALL.with(Status.PENDING), ListQuery.Order.NEWEST, PAGE, null);
        Predicate<Interaction> isMeant = one -> ToolUse.isAskedBy(one.ask(), session, requestId)
                && caller.is(
                        one.requestedBy() == null ? null : one.requestedBy().id());
        return all(caller, ofSession, isMeant, List.of())
                .chain(found -> found.isEmpty()
                        ? ofHook(caller, newest, isMeant)
                        : Uni.createFrom().item(found))
                .chain(found -> found.isEmpty()
                        ? underway.of(caller, session, requestId)
                        : Uni.createFrom().item(found))
                .call(found -> found.size() == 1
                        ? asker.giveUp(caller, found.getFirst().id())
                        : Uni.createFrom().voidItem());
    }

    private Uni<List<Interaction>> all(
            Caller caller, ListQuery query, Predicate<Interaction> isMeant, List<Interaction> before) {
        return reading.list(caller, query).chain(page -> {
            List<Interaction> found = Stream.concat(
                            before.stream(), page.items().stream().filter(isMeant))
                    .toList();
            return page.next()
                    .map(next -> all(caller, query.piece(query.limit(), query.size(), next), isMeant, found))
                    .orElseGet(() -> Uni.createFrom().item(found));
        });
    }

    /** A hook's question is of the hook's session: it is looked for in the newest of all, for not all may be gone through. */
    private Uni<List<Interaction>> ofHook(Caller caller, ListQuery newest, Predicate<Interaction> isMeant) {
        return reading.list(caller, newest)
                .map(page -> page.items().stream().filter(isMeant).toList());
    }
}
