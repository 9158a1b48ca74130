package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SettleCommand;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Store.Held;
import dev.holdpoint.interaction.Sweep;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the writer does for each call that changes something: read, judge, change, in one transaction. */
final class Changes {

    private static final String PENDING_IN_SESSION =
            " FROM interaction i WHERE i.status = 'pending' AND i.session_id = ?";

    private Changes() {}

    static AskResult create(Transaction transaction, NewInteraction asked) throws SQLException {
        Idempotency idempotency = asked.idempotency();
        if (idempotency != null) {
            Optional<Kept> known = transaction.findKey(idempotency.key());
            if (known.isPresent()) {
                return idempotency.equals(known.get().askedWith())
                        ? new AskResult.Replayed(known.get().interaction())
                        : new AskResult.KeyReused();
            }
        }
        if (!hasRoom(transaction, asked)) {
            return new AskResult.TooManyPending(asked.pendingLimit());
        }
        Kept kept = Kept.asked(asked, transaction.nextNumber(), transaction.now());
        transaction.insert(kept);
        return new AskResult.Created(kept.interaction(), kept.due());
    }

    static SettleResult settle(Transaction transaction, SettleCommand command) throws SQLException {
        Optional<Kept> kept = transaction.find(command.id());
        if (kept.isEmpty()) {
            return new SettleResult.Unknown();
        }
        return switch (Verdict.of(kept.get(), command, transaction.now())) {
            case Verdict.Answer answer -> answer.result();
            case Verdict.Win win ->
                new SettleResult.Won(transaction.settle(kept.get(), win.settlement(), win.winner()));
            case Verdict.TooLate late -> new SettleResult.Lost(transaction.settle(kept.get(), late.settlement(), null));
        };
    }

    static Optional<Held> hold(Transaction transaction, InteractionId id, Supplier<Duration> heldFor)
            throws SQLException {
        Optional<Kept> found = transaction.find(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Kept kept = found.get();
        Instant now = transaction.now();
        if (kept.isDue(now)) {
            return Optional.of(new Held(transaction.settleAsDue(kept), kept.due()));
        }
        if (!kept.interaction().isPending()) {
            return Optional.of(new Held(kept.interaction(), kept.due()));
        }
        Kept held = kept.held(now, heldFor.get());
        transaction.hold(held);
        return Optional.of(new Held(held.interaction(), held.due()));
    }

    static int cancelSession(Transaction transaction, SessionId session, String reason) throws SQLException {
        int cancelled = 0;
        for (Kept kept : pendingIn(transaction, session)) {
            Instant now = transaction.now();
            if (kept.isDue(now)) {
                transaction.settleAsDue(kept);
            } else {
                transaction.settle(kept, new Settlement.Cancelled(kept.decidedAt(now), Origin.SESSION, reason), null);
                cancelled++;
            }
        }
        return cancelled;
    }

    static Sweep expire(Transaction transaction, int limit) throws SQLException {
        List<Kept> due = kept(
                transaction,
                "SELECT " + Rows.COLUMNS + " FROM interaction i WHERE i.status = 'pending' AND i.due_at <= ?"
                        + " ORDER BY i.due_at, i.sequence LIMIT ?",
                transaction.now(),
                limit);
        for (Kept kept : due) {
            transaction.settleAsDue(kept);
        }
        Optional<Instant> next = transaction
                .sql()
                .first(
                        "SELECT due_at FROM interaction WHERE status = 'pending' ORDER BY due_at LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)));
        return new Sweep(due.size(), next);
    }

    /** The waits of the process before this one ended with it: their leases run from now on. */
    static void startLeases(Sql sql, Instant now) throws SQLException {
        sql.update("""
                UPDATE interaction SET lease_until = ?1 + lease, due_at = min(expires_at, ?1 + lease)
                WHERE status = 'pending' AND lease_until IS NOT NULL AND lease_until > ?1 + lease""", now);
    }

    private static boolean hasRoom(Transaction transaction, NewInteraction asked) throws SQLException {
        SessionId session = asked.ask().session();
        if (pendingCount(transaction, session) < asked.pendingLimit()) {
            return true;
        }
        Instant now = transaction.now();
        for (Kept kept : pendingIn(transaction, session)) {
            if (kept.isDue(now)) {
                transaction.settleAsDue(kept);
            }
        }
        return pendingCount(transaction, session) < asked.pendingLimit();
    }

    private static long pendingCount(Transaction transaction, SessionId session) throws SQLException {
        return transaction.sql().number("SELECT count(*)" + PENDING_IN_SESSION, session.value());
    }

    private static List<Kept> pendingIn(Transaction transaction, SessionId session) throws SQLException {
        return kept(
                transaction, "SELECT " + Rows.COLUMNS + PENDING_IN_SESSION + " ORDER BY i.sequence", session.value());
    }

    private static List<Kept> kept(Transaction transaction, String query, Object... parameters) throws SQLException {
        var found = new ArrayList<Kept>();
        transaction.sql().each(query, row -> found.add(Rows.kept(row)), parameters);
        return found;
    }
}
