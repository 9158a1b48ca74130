package dev.holdpoint.store.sql;

import dev.holdpoint.broker.Hold;
import dev.holdpoint.store.Kept;
import java.time.Instant;

/** Who holds a pending interaction until when, and when its lease runs out therefore. For the writer's thread only. */
final class HoldRows {

    private final Sql sql;

    HoldRows(Sql sql) {
        this.sql = sql;
    }

    /** Sets a process' hold, in place of the one it had; tells when the longest of all ends, which is now where there is none. */
    Instant hold(Kept kept, Hold hold, Instant now) {
        if (hold.lasts().isZero()) {
            sql.update("DELETE FROM hold WHERE sequence = ? AND holder = ?", kept.sequence(), hold.holder());
        } else {
            sql.make("""
                    INSERT INTO hold (sequence, holder, ends_at) VALUES (?, ?, ?)
                    ON CONFLICT (sequence, holder) DO UPDATE SET ends_at = excluded.ends_at""", kept.sequence(), hold.holder(), now.plus(hold.lasts()));
        }
        return sql.first(
                        "SELECT ends_at FROM hold WHERE sequence = ? ORDER BY ends_at DESC LIMIT 1",
                        Row::instant,
                        kept.sequence())
                .orElse(now);
    }

    void lease(Kept kept) {
        sql.change(
                kept.sequence(),
                "UPDATE state SET lease_until = ?, due_at = ? WHERE sequence = ? AND status = 'pending'",
                kept.leaseUntil(),
                kept.due(),
                kept.sequence());
    }

    /** Nobody needs to hold it any more. */
    void end(Kept kept) {
        sql.update("DELETE FROM hold WHERE sequence = ?", kept.sequence());
    }
}
