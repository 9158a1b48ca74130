package dev.holdpoint.store;

import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
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
import java.util.Optional;
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
        if (!hasRoom(tables, caller, asked)) {
            return new CreateResult.Full(asked.pendingLimit());
        }
        Instant now = tables.now();
        Asked above = Asked.by(caller, asked, tables.nextNumber(), now);
        var interaction = new Interaction(asked.id(), caller.tenant(), asked.ask(), now, caller.identity(), null);
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
                return new Held(settleAsDue(tables, kept), Duration.between(now, kept.due()));
            }
            Kept held = kept.isPending() ? held(tables, kept, hold.get()) : kept;
            return new Held(tables.whole(held), Duration.between(now, held.due()));
        });
    }

    public static int cancelSession(Tables tables, Caller caller, SessionId session, String reason) {
        int cancelled = 0;
        for (Kept kept : tables.pending(caller.tenant(), session)) {
            Instant now = tables.now();
            if (kept.isDue(now)) {
                settleAsDue(tables, kept);
            } else {
                var settlement = new Settlement(
                        kept.asked().atOrAfter(now), Origin.SESSION, caller.identity(), new Outcome.Cancelled(reason));
                tables.settle(kept, tables.whole(kept), settlement, null);
                cancelled++;
            }
        }
        return cancelled;
    }

    /** A sweep ends at a number of interactions, and at as many bytes as a page has: all of them have to be told. */
    public static Sweep expire(Tables tables, int limit) {
        Instant now = tables.now();
        int settled = 0;
        long size = 0;
        for (Kept kept : tables.due(now, limit)) {
            size += kept.size();
            if (settled > 0 && size > Sizes.PAGE) {
                break;
            }
            settleAsDue(tables, kept);
            settled++;
        }
        return new Sweep(
                settled, tables.nextDue().map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO));
    }

    private static Interaction settleAsDue(Tables tables, Kept kept) {
        Interaction pending = tables.whole(kept);
        Settlement settlement = kept.dueSettlement(tables.now(), pending.ask().onExpiry());
        return tables.settle(kept, pending, settlement, null);
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

    /** What is due does not count against the cap: it is settled first. */
    private static boolean hasRoom(Tables tables, Caller caller, NewInteraction asked) {
        SessionId session = asked.ask().session();
        if (tables.countPending(caller.tenant(), session) < asked.pendingLimit()) {
            return true;
        }
        tables.due(tables.now(), caller.tenant(), session).forEach(kept -> settleAsDue(tables, kept));
        return tables.countPending(caller.tenant(), session) < asked.pendingLimit();
    }
}
