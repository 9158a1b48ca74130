package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The numbers of the events of some sessions, or of some types, right after a number: of each type from an index of what was
 * asked and one of what was settled, of each session from all that is kept of it.
 */
final class EventNumbers {

    /** Of more values the log itself is looked through. */
    private static final int MAX_VALUES = 16;

    private static final String SESSION = "session_id";

    private static final String BRANCH = "SELECT number FROM (SELECT s.%1$s AS number FROM state s"
            + " WHERE s.%2$s = ? AND s.%1$s > ? AND %3$s ORDER BY s.%1$s LIMIT ?) b";

    private final Conditions residual;
    private final String column;
    private final List<String> values;

    private EventNumbers(Conditions residual, String column, Collection<String> values) {
        this.residual = residual;
        this.column = column;
        this.values = List.copyOf(values);
    }

    static EventNumbers of(Scope scope, Filter filter) {
        Limits limits = scope instanceof Scope.Within within ? within.limits() : Limits.NONE;
        Set<SessionId> sessions = filter.sessions().isEmpty() ? named(limits) : filter.sessions();
        Set<InteractionType> types = filter.types().isEmpty() ? limits.types() : filter.types();
        Conditions residual = Conditions.of(scope, filter);
        return sessions.isEmpty()
                ? new EventNumbers(
                        residual,
                        "type",
                        types.stream().map(InteractionType::value).toList())
                : new EventNumbers(
                        residual,
                        SESSION,
                        sessions.stream().map(SessionId::value).toList());
    }

    /** The sessions that a caller is limited to; none where that is more than some. */
    private static Set<SessionId> named(Limits limits) {
        return limits.sessions().stream().anyMatch(SessionPattern::isPrefix)
                ? Set.of()
                : limits.sessions().stream()
                        .map(SessionPattern::text)
                        .map(SessionId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an index gives what is wanted without a look at much else; a large session is looked for in the log, too. */
    boolean areIndexed(Sql sql) {
        return !values.isEmpty()
                && values.size() <= MAX_VALUES
                && (!column.equals(SESSION)
                        || values.stream().allMatch(session -> Queries.areFew(sql, SESSION, session)));
    }

    /** Up to {@code limit} of them, in order. */
    List<Long> after(Sql sql, long number, int limit) {
        return sql.all(statement(), Row::number, parameters(number, limit));
    }

    String statement() {
        String branches = BRANCH.formatted("sequence", column, residual.all()) + " UNION ALL "
                + BRANCH.formatted("settled_number", column, residual.all());
        return "SELECT number FROM (" + String.join(" UNION ALL ", Collections.nCopies(values.size(), branches))
                + ") n ORDER BY number LIMIT ?";
    }

    Object[] parameters(long number, int limit) {
        var parameters = new ArrayList<Object>();
        for (String value : values) {
            for (int branch = 0; branch < 2; branch++) {
                parameters.add(value);
                parameters.add(number);
                Collections.addAll(parameters, residual.parameters());
                parameters.add(limit);
            }
        }
        parameters.add(limit);
        return parameters.toArray();
    }
}
