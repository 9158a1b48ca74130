package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Timeline;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How what is kept is looked at, and awaited: of everything what the caller may see. What the caller may not ask for at all
 * fails with a {@link ForbiddenException}. Thread-safe.
 */
public final class Reading {

    private final Store store;
    private final Archive archive;
    private final Awaiting awaiting;

    Reading(Store store, Archive archive, Awaiting awaiting) {
        this.store = store;
        this.archive = archive;
        this.awaiting = awaiting;
    }

    /** The interaction as it stands; where {@code wait} is above zero, as soon as it settles or when the wait is over. */
    public Uni<Optional<Interaction>> await(Caller caller, InteractionId id, Duration wait) {
        ForbiddenException.checkAny(caller);
        if (wait.isZero()) {
            return store.find(caller.scope(), id);
        }
        Waiter waiter = awaiting.join(id, wait);
        return store.find(caller.scope(), id)
                .chain(found -> found.isPresent() && found.get().isPending()
                        ? untilSettled(caller, waiter, found.get().ask().lease() != null)
                        : Uni.createFrom().item(found))
                .onTermination()
                .invoke(() -> awaiting.leave(waiter));
    }

    /** The settlement, or what is found when the wait is over; what was found before is not kept meanwhile. */
    Uni<Optional<Interaction>> untilSettled(Caller caller, Waiter waiter, boolean isLeased) {
        Uni<Optional<Interaction>> settled =
                isLeased ? awaiting.untilSettledWithLease(waiter) : awaiting.untilSettled(waiter);
        return settled.chain(
                answer -> answer.isPresent() ? Uni.createFrom().item(answer) : store.find(caller.scope(), waiter.id()));
    }

    public Uni<Page> list(Caller caller, ListQuery query) {
        ForbiddenException.checkAny(caller);
        return query.isOfNothing()
                ? Uni.createFrom().item(new Page(List.of(), Optional.empty()))
                : archive.list(caller.scope(), query);
    }

    public Uni<Statistics> statistics(Caller caller) {
        checkCounting(caller);
        return archive.statistics(caller.scope());
    }

    public Uni<Timeline> timeline(Caller caller, Timeline.Span span) {
        checkCounting(caller);
        return archive.timeline(caller.scope(), span);
    }

    /** What the caller may listen to. */
    public Scope listening(Caller caller) {
        ForbiddenException.checkAny(caller);
        return caller.scope();
    }

    private static void checkCounting(Caller caller) {
        ForbiddenException.check(caller, Permission.DECIDE, Permission.READ, Permission.MANAGE);
    }
}
