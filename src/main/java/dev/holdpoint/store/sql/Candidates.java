package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the interactions of a list stand: found in order by one index, and looked at row by row for all else that is asked.
 * Of what was decided in a session, or of a type, there is no index: where few are kept, they are all read and sorted.
 */
final class Candidates {

    private static final Set<Status> ONLY_PENDING = Set.of(Status.PENDING);

    private final Scope scope;
    private final Criteria criteria;
    private final Order order;
    private final Optional<Conditions> few;

    private Candidates(Scope scope, ListQuery query, Optional<Conditions> few) {
        this.scope = scope;
        this.criteria = query.criteria();
        this.order = query.order();
        this.few = few;
    }

    static Candidates of(Sql sql, Scope scope, ListQuery query) {
        boolean isByDecision = query.order() == Order.DECIDED;
        return new Candidates(
                scope, query, isByDecision ? few(sql, query.criteria().filter()) : Optional.empty());
    }

    /** The place of the last of the next {@code count}; empty where there are fewer, or all are looked at. */
    Optional<Position> through(Sql sql, @Nullable Position after, int count) {
        if (few.isPresent()) {
            return Optional.empty();
        }
        Conditions next = indexed(after);
        return sql.first(statement(next) + " OFFSET " + (count - 1), this::position, next.parametersAnd(1));
    }

    /** Who looks at interactions one after the other, until it has seen enough, which it says with {@code false}. */
    interface Visitor {

        void reach(Position position);

        boolean visit(Row row);
    }

    /**
     * Shows up to {@code limit} that may be wanted, after one place and through another; {@code false} where some may be
     * left. Where places are sorted it is by themselves: nothing that was asked or answered is held for it.
     */
    boolean read(Sql sql, @Nullable Position after, Optional<Position> through, int limit, Visitor visitor) {
        Conditions wanted = wanted(after, through);
        var places = new int[1];
        var wantsMore = new boolean[] {true};
        String inOrder = order == Order.DECIDED
                ? statement(wanted)
                : Queries.inOrder(wanted, order == Order.OLDEST ? "" : " DESC");
        sql.each(
                inOrder,
                row -> {
                    places[0]++;
                    if (order == Order.DECIDED) {
                        Position place = position(row);
                        visitor.reach(place);
                        sql.each(Queries.AT, whole -> wantsMore[0] = visitor.visit(whole), place.sequence());
                    } else {
                        visitor.reach(Position.of(row.numberAt(1)));
                        wantsMore[0] = visitor.visit(row);
                    }
                    return wantsMore[0];
                },
                wanted.parametersAnd(limit));
        return wantsMore[0] && places[0] < limit;
    }

    String statement(Conditions conditions) {
        return switch (order) {
            case OLDEST -> "SELECT s.sequence FROM state s" + conditions.where() + " ORDER BY s.sequence LIMIT ?";
            case NEWEST -> "SELECT s.sequence FROM state s" + conditions.where() + " ORDER BY s.sequence DESC LIMIT ?";
            case DECIDED ->
                "SELECT s.sequence, s.decided_at FROM state s" + conditions.where() + " ORDER BY " + decidedAt()
                        + " DESC, s.sequence DESC LIMIT ?";
        };
    }

    /** What the index tells by itself. */
    Conditions indexed(@Nullable Position after) {
        var indexed = new Conditions();
        if (after != null) {
            compare(indexed, order == Order.OLDEST ? ">" : "<", after);
        }
        if (order == Order.DECIDED) {
            return indexed.and(few.orElseGet(Conditions::new))
                    .and(decidedAt() + " IS NOT NULL")
                    .within(decidedAt(), criteria.decided());
        }
        indexed.and(Conditions.found(scope));
        Set<SessionId> sessions = criteria.filter().sessions();
        Set<InteractionType> types = criteria.filter().types();
        if (criteria.statuses().equals(ONLY_PENDING)) {
            return Queries.onlyPending(indexed).and(criteria.filter().withoutTypes());
        }
        return sessions.size() == 1 ? indexed.and(in(sessions)) : types.size() == 1 ? indexed.and(of(types)) : indexed;
    }

    /** And what else the columns tell; what older versions settled has no name there. */
    Conditions wanted(@Nullable Position after, Optional<Position> through) {
        Conditions wanted = indexed(after).and(Conditions.rowByRow(scope, criteria.filter()));
        through.ifPresent(end -> compare(wanted, order == Order.OLDEST ? "<=" : ">=", end));
        wanted.in("s.status", criteria.statuses(), Status::toString)
                .in("s.origin", criteria.origins(), Origin::toString)
                .in("s.decided_by", criteria.deciders(), String::toString)
                .within("+s.requested_at", criteria.requested())
                .within("+s.decided_at", criteria.decided());
        if (!criteria.outcomes().isEmpty()) {
            var named = new Conditions().in("s.outcome", criteria.outcomes(), OutcomeName::toString);
            wanted.and("(" + named.all() + " OR (s.outcome IS NULL AND s.status <> 'pending'))", named.parameters());
        }
        return wanted;
    }

    private static Optional<Conditions> few(Sql sql, Filter filter) {
        if (filter.sessions().size() == 1) {
            String session = filter.sessions().iterator().next().value();
            if (Queries.areFew(sql, "session_id", session)) {
                return Optional.of(in(filter.sessions()));
            }
        }
        boolean isOfFew = filter.types().size() == 1
                && Queries.areFew(sql, "type", filter.types().iterator().next().value());
        return isOfFew ? Optional.of(of(filter.types())) : Optional.empty();
    }

    private static Conditions in(Set<SessionId> session) {
        return new Conditions()
                .and("s.session_id = ?", session.iterator().next().value());
    }

    private static Conditions of(Set<InteractionType> type) {
        return new Conditions().and("s.type = ?", type.iterator().next().value());
    }

    /** The column, in a form that no index of it serves where another is to be used. */
    private String decidedAt() {
        return few.isPresent() ? "+s.decided_at" : "s.decided_at";
    }

    private void compare(Conditions conditions, String how, Position position) {
        if (order == Order.DECIDED) {
            conditions.and(
                    "(" + decidedAt() + ", s.sequence) " + how + " (?, ?)", position.decidedAt(), position.sequence());
        } else {
            conditions.and("s.sequence " + how + " ?", position.sequence());
        }
    }

    private Position position(Row row) {
        return new Position(row.number(), order == Order.DECIDED ? row.instant() : null);
    }
}
