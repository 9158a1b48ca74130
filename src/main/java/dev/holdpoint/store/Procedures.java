package dev.holdpoint.store;

import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store.Held;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What each call that changes something does, whatever keeps it: read, judge, change, in one transaction. */
public final class Procedures {

    private Procedures() {}

    public static CreateResult create(Tables tables, Caller caller, NewInteraction asked) {
        Idempotency key = asked.idempotency();
        Optional<Tables.Keyed> known = key == null ? Optional.empty() : tables.findKey(caller, key.key());
        if (known.isPresent()) {
            return known.get().with().equals(key)
                    ? new CreateResult.Known(tables.whole(known.get().kept()))
                    : new CreateResult.KeyReused();
        }
        Optional<PendingLimits.Full> full = full(tables, caller, asked);
        if (full.isPresent()) {
            return new CreateResult.Full(full.get());
        }
        if (!tables.hasRoomForAsk(asked.ask().size())) {
            return new CreateResult.NoRoom();
        }
        Instant now = tables.now();
        Asked above = Asked.by(caller, asked, tables.nextNumber(), now);
        var interaction = new Interaction(
                asked.id(), caller.tenant(), asked.ask(), now, caller.identity(), caller.family(), null);
        var kept = new Kept(above, interaction.size(), null, null);
        tables.insert(kept, interaction, key);
        Hold awaited = asked.awaited();
        Kept held = awaited == null ? kept : held(tables, kept, awaited);
        return new CreateResult.Made(interaction, Duration.between(now, held.due()));
    }

    public static SettleResult settle(Tables tables, Caller caller, CheckedAttempt checked) {
        Optional<Kept> found = tables.find(checked.attempt().id());
        if (found.isEmpty()) {
            return new SettleResult.Unknown();
        }
        Kept kept = found.get();
        return switch (Verdict.of(kept, caller, checked, tables.now())) {
            case Verdict.Refusal refusal -> refusal.result();
            case Verdict.Loss() -> new SettleResult.Lost(tables.whole(kept));
            case Verdict.Replay() -> new SettleResult.Replayed(tables.whole(kept));
            case Verdict.TooLate() -> new SettleResult.Lost(settleAsDue(tables, kept));
            case Verdict.Win() -> {
                Instant at = kept.asked().atOrAfter(tables.now());
                Settlement settlement = checked.attempt().decision().settlement(at, caller);
                yield new SettleResult.Won(tables.settle(
                        kept, tables.whole(kept), settlement, checked.attempt().idempotency()));
            }
        };
    }

    public static Optional<Held> hold(Tables tables, InteractionId id, Supplier<Hold> hold) {
        return tables.find(id).map(kept -> {
            Instant now = tables.now();
            if (kept.isDue(now)) {
                return new Held(Optional.of(settleAsDue(tables, kept)), Duration.between(now, kept.due()));
            }
            if (!kept.isPending()) {
                return new Held(Optional.of(tables.whole(kept)), Duration.between(now, kept.due()));
            }
            return new Held(
                    Optional.empty(),
                    Duration.between(now, held(tables, kept, hold.get()).due()));
        });
    }

    public static int cancelSession(Tables tables, Caller caller, SessionId session, String reason) {
        int cancelled = 0;
        for (Kept kept : tables.pending(caller.tenant(), session)) {
            if (!kept.asked().isSeenIn(caller.scope())) {
                continue;
            }
            Instant now = tables.now();
            if (kept.isDue(now)) {
                trySettle(tables, kept, pending -> asDue(tables, kept, pending));
            } else {
                var settlement = new Settlement(
                        kept.asked().atOrAfter(now), Origin.SESSION, caller.identity(), new Outcome.Cancelled(reason));
                cancelled += trySettle(tables, kept, pending -> settlement) ? 1 : 0;
            }
        }
        return cancelled;
    }

    /**
     * A sweep ends at a number of interactions, and at as many bytes as a page has: all of them have to be told. Where more
     * is due than that, the earliest and the latest take turns, so that what falls due now does not wait for what was due
     * before.
     */
    public static Sweep expire(Tables tables, int limit) {
        Instant now = tables.now();
        int settled = 0;
        long size = 0;
        for (Kept kept : due(tables, now, limit)) {
            size += kept.size();
            if (settled > 0 && size > Sizes.PAGE) {
                break;
            }
            settled += trySettle(tables, kept, pending -> asDue(tables, kept, pending)) ? 1 : 0;
        }
        return new Sweep(
                settled, tables.nextDue().map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO));
    }

    private static List<Kept> due(Tables tables, Instant now, int limit) {
        List<Kept> earliest = tables.due(now, limit);
        long size = earliest.stream().mapToLong(Kept::size).sum();
        if (earliest.size() < limit && size <= Sizes.PAGE) {
            return earliest;
        }
        var latest = tables.latestDue(now, limit / 2).iterator();
        var inTurn = new LinkedHashSet<Kept>();
        for (Kept kept : earliest) {
            inTurn.add(kept);
            if (latest.hasNext()) {
                inTurn.add(latest.next());
            }
        }
        return inTurn.stream().limit(limit).toList();
    }

    /** Settles what is pending, but for what cannot be read: that keeps nothing else from being settled. */
    private static boolean trySettle(Tables tables, Kept kept, Function<Interaction, Settlement> settlement) {
        Interaction pending;
        try {
            pending = tables.whole(kept);
        } catch (UnreadableException setAside) {
            return false;
        }
        tables.settle(kept, pending, settlement.apply(pending), null);
        return true;
    }

    private static Interaction settleAsDue(Tables tables, Kept kept) {
        Interaction pending = tables.whole(kept);
        return tables.settle(kept, pending, asDue(tables, kept, pending), null);
    }

    private static Settlement asDue(Tables tables, Kept kept, Interaction pending) {
        return kept.dueSettlement(tables.now(), pending.ask().onExpiry());
    }

    /** With its lease, if it has one, running out that long after the longest hold, or after now where all are over. */
    private static Kept held(Tables tables, Kept kept, Hold hold) {
        Duration lease = kept.asked().lease();
        if (lease == null) {
            return kept;
        }
        Instant now = tables.now();
        Instant longest = tables.hold(kept, hold);
        Kept held = kept.leasedUntil((longest.isAfter(now) ? longest : now).plus(lease));
        tables.lease(held);
        return held;
    }

    /** What is due does not count against the cap of a session: it is settled first. */
    private static Optional<PendingLimits.Full> full(Tables tables, Caller caller, NewInteraction asked) {
        PendingLimits limits = asked.limits();
        SessionId session = asked.ask().session();
        if (tables.countPending(caller.tenant(), session) >= limits.inSession()) {
            tables.due(tables.now(), caller.tenant(), session)
                    .forEach(kept -> trySettle(tables, kept, pending -> asDue(tables, kept, pending)));
            if (tables.countPending(caller.tenant(), session) >= limits.inSession()) {
                return Optional.of(PendingLimits.Full.SESSION);
            }
        }
        return limits.inTenant() > 0 && tables.countPending(caller.tenant()) >= limits.inTenant()
                ? Optional.of(PendingLimits.Full.TENANT)
                : Optional.empty();
    }
}
