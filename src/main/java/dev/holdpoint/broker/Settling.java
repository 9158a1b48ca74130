package dev.holdpoint.broker;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * How somebody tries to settle.
 *
 * <p>Nothing is decided here. The store decides, the registry delivers, and people are told after: waiters and tabs hear
 * of a settlement when it is durable and its entry is out of the registry, and so does a loser. Thread-safe.
 */
public final class Settling {

    private static final String SESSION_REMOVED = "Session removed";

    private final Store store;
    private final Awaiting awaiting;
    private final Requirements requirements;
    private final ResponseCheck check;
    private final Announcer announcer;

    Settling(Store store, Awaiting awaiting, Requirements requirements, ResponseCheck check, Announcer announcer) {
        this.store = store;
        this.awaiting = awaiting;
        this.requirements = requirements;
        this.check = check;
        this.announcer = announcer;
    }

    /** Tries to settle an interaction. */
    public Uni<SettleResult> settle(Caller caller, Attempt attempt) {
        Uni<SettleResult> result = attempt.decision() instanceof Decision.Resolve && caller.may(Permission.DECIDE)
                ? resolve(caller, attempt)
                : settle(caller, attempt, null);
        return result.invoke(told -> onResult(caller, attempt, told));
    }

    /**
     * Cancels all that is pending in a session, as far as the caller sees it; tells how many.
     *
     * @throws ForbiddenException where the caller may not
     */
    public Uni<Integer> removeSession(Caller caller, SessionId session) {
        ForbiddenException.check(caller, Permission.MANAGE);
        return store.cancelSession(caller, session, SESSION_REMOVED);
    }

    /**
     * An interaction's requirement never changes, nor who sees it, so that what is checked now is still so when the store
     * decides; who does not see it is not told by the time that a check takes.
     */
    private Uni<SettleResult> resolve(Caller caller, Attempt attempt) {
        return requirements.of(attempt.id()).chain(found -> {
            if (found.isEmpty() || !found.get().isSeenIn(caller.scope())) {
                return Uni.createFrom().item(new SettleResult.Unknown());
            }
            return settle(caller, attempt, found.get().schema());
        });
    }

    private Uni<SettleResult> settle(Caller caller, Attempt attempt, @Nullable Json schema) {
        return CheckedAttempt.by(check, schema, attempt).chain(checked -> store.settle(caller, checked));
    }

    /** What this call learned of a settlement is news too: it may have been the first to hear of it. */
    private void onResult(Caller caller, Attempt attempt, SettleResult result) {
        switch (result) {
            case SettleResult.Won won -> awaiting.deliver(won.interaction());
            case SettleResult.Replayed replayed -> awaiting.deliver(replayed.interaction());
            case SettleResult.Lost lost -> {
                awaiting.deliver(lost.interaction());
                announcer.announce(caller, attempt, result);
            }
            case SettleResult.Refused _, SettleResult.Forbidden _ -> announcer.announce(caller, attempt, result);
            case SettleResult.Invalid _, SettleResult.Unknown _ -> {}
        }
    }
}
