package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Tables.Keyed;
import dev.holdpoint.store.UnreadableException;
import dev.holdpoint.store.sql.Foresight.KeyOf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what decides, and of what is to be told the rest. What was set aside is not among what is pending or due. For the
 * writer's thread only.
 */
final class KeptRows {

    static final String DUE = "s.status = 'pending' AND s.due_at <= ? ORDER BY s.due_at";

    private static final String KEPT = "SELECT " + Rows.KEPT.as("s") + " FROM state s WHERE ";
    private static final String FOUND = "SELECT " + Rows.KEPT.as("s") + ", s.settled_number FROM state s WHERE ";
    private static final String END = "SELECT " + Rows.END.as("e") + " FROM event e WHERE e.number = ?";
    private static final String PAYLOAD = "SELECT " + Rows.PAYLOAD.as("p") + " FROM payload p WHERE p.sequence = ?";
    private static final String PAYLOADS = "SELECT p.sequence, " + Rows.PAYLOAD.as("p")
            + " FROM payload p WHERE p.sequence = ANY (?) AND p.requested_at = ANY (?)";
    private static final String IN_SESSION = "s.status = 'pending' AND s.session_id = ? AND s.tenant = ?";

    private final Sql sql;
    private final Recent recent;
    private final Foreseen foreseen;
    private final Unreadable unreadable;
    private final boolean areByMonth;

    /**
     * @param areByMonth whether a payload is found by when it was asked, besides its number
     */
    KeptRows(Sql sql, Recent recent, Foreseen foreseen, Unreadable unreadable, boolean areByMonth) {
        this.sql = sql;
        this.recent = recent;
        this.foreseen = foreseen;
        this.unreadable = unreadable;
        this.areByMonth = areByMonth;
    }

    Optional<Kept> find(InteractionId id) {
        return foreseen.isKnown(id) ? foreseen.find(id) : find("s.id = ?", id.toString());
    }

    Optional<Keyed> findKey(Caller caller, String key) {
        var wanted = KeyOf.of(caller, key);
        return foreseen.isKnown(wanted)
                ? foreseen.findKey(wanted)
                : Queries.findKey(sql, caller, key)
                        .flatMap(with ->
                                find(Queries.OF_KEY, Queries.ofKey(caller, key)).map(kept -> new Keyed(kept, with)));
    }

    long countPending(Tenant tenant, SessionId session) {
        Long known = foreseen.countPending(tenant, session);
        return known == null
                ? sql.number("SELECT count(*) FROM state s WHERE " + IN_SESSION, session.value(), tenant.name())
                : known;
    }

    List<Kept> pending(Tenant tenant, SessionId session) {
        return all(KEPT + IN_SESSION + " ORDER BY s.sequence", session.value(), tenant.name());
    }

    List<Kept> due(Instant moment, int limit) {
        return limited(KEPT + DUE + ", s.sequence LIMIT ?", moment, limit);
    }

    List<Kept> latestDue(Instant moment, int limit) {
        return limited(KEPT + DUE + " DESC, s.sequence DESC LIMIT ?", moment, limit);
    }

    List<Kept> due(Instant moment, Tenant tenant, SessionId session) {
        return all(
                KEPT + IN_SESSION + " AND s.due_at <= ? ORDER BY s.due_at, s.sequence",
                session.value(),
                tenant.name(),
                moment);
    }

    Optional<Instant> nextDue() {
        var next = new ArrayList<Instant>(1);
        sql.each(
                "SELECT sequence, due_at FROM state WHERE status = 'pending' ORDER BY due_at LIMIT ?",
                row -> unreadable.contains(row.number()) || !next.add(row.instant()),
                unreadable.count() + 1);
        return next.stream().findFirst();
    }

    /** All of an interaction, as it is to be told. */
    Interaction whole(Kept kept) {
        try {
            Interaction asked = recent.get(kept.sequence());
            Interaction pending = asked == null ? payload(kept) : asked;
            return kept.end() == null ? pending : settled(pending, kept.end().number());
        } catch (SqlFailure ofTheDatabase) {
            throw ofTheDatabase;
        } catch (RuntimeException broken) {
            unreadable.setAside(kept.sequence(), broken);
            throw new UnreadableException(kept.sequence(), broken);
        }
    }

    /** Reads together what was asked of those that are pending, where that is worth while: as many as a page has. */
    void read(List<Kept> all) {
        long size = 0;
        var unknown = new HashMap<Long, Kept>();
        for (Kept kept : all) {
            if (sql.isFar() && kept.isPending() && recent.get(kept.sequence()) == null && size <= Sizes.PAGE) {
                unknown.put(kept.sequence(), kept);
                size += kept.size();
            }
        }
        if (unknown.size() > 1) {
            sql.each(
                    PAYLOADS,
                    row -> remember(unknown, row),
                    unknown.keySet().toArray(Long[]::new),
                    unknown.values().stream()
                            .map(kept -> kept.asked().requestedAt().toEpochMilli())
                            .distinct()
                            .toArray(Long[]::new));
        }
    }

    private boolean remember(Map<Long, Kept> unknown, Row row) {
        Kept kept = Objects.requireNonNull(unknown.get(row.number()));
        unreadable
                .read(kept.sequence(), () -> Rows.pending(kept.asked(), row))
                .ifPresent(asked -> recent.put(kept.sequence(), asked, kept.size()));
        return true;
    }

    private Interaction settled(Interaction pending, long number) {
        return sql.first(
                        "SELECT " + Rows.SETTLEMENT.as("e") + " FROM event e WHERE e.number = ?",
                        row -> pending.settledAs(Objects.requireNonNull(Rows.settlement(row, pending.ask()))),
                        number)
                .orElseThrow();
    }

    private Interaction payload(Kept kept) {
        Optional<Interaction> read = areByMonth
                ? sql.first(
                        PAYLOAD + " AND p.requested_at = ?",
                        row -> Rows.pending(kept.asked(), row),
                        kept.sequence(),
                        kept.asked().requestedAt())
                : sql.first(PAYLOAD, row -> Rows.pending(kept.asked(), row), kept.sequence());
        return read.orElseThrow();
    }

    /** An interaction, and where it is settled, how it ended. */
    private Optional<Kept> find(String condition, Object... parameters) {
        var settled = new @Nullable Long[1];
        return sql.first(
                        FOUND + condition,
                        row -> {
                            Kept kept = Rows.kept(row);
                            settled[0] = row.numberOrNull();
                            return kept;
                        },
                        parameters)
                .map(kept -> settled[0] == null
                        ? kept
                        : kept.with(sql.first(END, Rows::end, settled[0]).orElseThrow()));
    }

    /** What was set aside takes nobody's place. */
    private List<Kept> limited(String statement, Instant moment, int limit) {
        List<Kept> all = all(statement, moment, limit + unreadable.count());
        return all.size() > limit ? all.subList(0, limit) : all;
    }

    private List<Kept> all(String statement, Object... parameters) {
        var all = new ArrayList<Kept>();
        sql.each(
                statement,
                row -> {
                    long sequence = row.numberAt(1);
                    if (!unreadable.contains(sequence)) {
                        unreadable.read(sequence, () -> Rows.kept(row)).ifPresent(all::add);
                    }
                    return true;
                },
                parameters);
        read(all);
        return all;
    }
}
