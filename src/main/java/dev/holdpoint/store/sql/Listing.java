package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a page of a list, a turn at a time: each looks at a number of candidates, which an index gives in order, however few
 * of them are wanted.
 */
final class Listing implements Readers.Turns<Page> {

    /** How many candidates a turn looks at. */
    static final int TURN = 1_000;

    private static final Set<Status> ONLY_PENDING = Set.of(Status.PENDING);

    private final Scope scope;
    private final ListQuery query;
    private final boolean isOldest;
    private final PageRows page;

    private long after;

    Listing(Scope scope, ListQuery query, Unreadable unreadable) {
        this.scope = scope;
        this.query = query;
        this.isOldest = query.order() == Order.OLDEST;
        this.page = new PageRows(query.limit(), query.size(), unreadable);
        this.after = Objects.requireNonNullElse(query.after(), isOldest ? -1 : Long.MAX_VALUE);
    }

    @Override
    public Optional<Page> next(Sql sql) {
        Optional<Long> through = through(sql);
        Conditions wanted = wanted();
        through.ifPresent(end -> upTo(end, wanted));
        int limit = page.wanted();
        var rows = new int[1];
        sql.each(
                Queries.statement(wanted, direction()),
                row -> {
                    rows[0]++;
                    after = row.numberAt(1);
                    return page.take(row);
                },
                wanted.parametersAnd(limit));
        boolean isCut = rows[0] == limit;
        if (page.isFull() || (!isCut && through.isEmpty())) {
            return Optional.of(page.page());
        }
        if (!isCut) {
            after = through.orElseThrow();
        }
        return Optional.empty();
    }

    /** The last candidate of this turn; empty where there are fewer than a turn may look at. */
    private Optional<Long> through(Sql sql) {
        return sql.first(lastCandidate(), Row::number, candidates().parameters());
    }

    String lastCandidate() {
        return "SELECT s.sequence FROM state s" + candidates().where() + " ORDER BY s.sequence " + direction()
                + " LIMIT 1 OFFSET " + (TURN - 1);
    }

    /** What an index gives in order. */
    Conditions candidates() {
        Conditions candidates = beyond(new Conditions());
        Set<SessionId> sessions = query.filter().sessions();
        Set<InteractionType> types = query.filter().types();
        if (isOnlyPending()) {
            Queries.onlyPending(candidates).and(query.filter().withoutTypes());
        } else if (sessions.size() == 1) {
            candidates.and("s.session_id = ?", sessions.iterator().next().value());
        } else if (types.size() == 1) {
            candidates.and("s.type = ?", types.iterator().next().value());
        }
        return candidates;
    }

    Conditions upTo(long end, Conditions conditions) {
        return conditions.and(isOldest ? "s.sequence <= ?" : "s.sequence >= ?", end);
    }

    Conditions wanted() {
        Conditions wanted = candidates().and(Conditions.of(scope, query.filter()));
        wanted.in("s.status", query.statuses().stream().map(Status::toString).toList());
        wanted.in("s.origin", query.origins().stream().map(Origin::toString).toList());
        // The index of these times is of no use: what is wanted is read in order.
        if (query.from() != null) {
            wanted.and("+s.requested_at >= ?", query.from());
        }
        if (query.to() != null) {
            wanted.and("+s.requested_at < ?", query.to());
        }
        return wanted;
    }

    private Conditions beyond(Conditions conditions) {
        return conditions.and(isOldest ? "s.sequence > ?" : "s.sequence < ?", after);
    }

    private boolean isOnlyPending() {
        return query.statuses().equals(ONLY_PENDING);
    }

    String direction() {
        return isOldest ? "ASC" : "DESC";
    }
}
