package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Period;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The WHERE clause of a query on {@code state s}, put together from what restricts it. Values are always parameters. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    static Conditions of(Scope scope) {
        return seen(scope, "s.session_id");
    }

    static Conditions of(Scope scope, Filter filter) {
        return of(scope).and(filter);
    }

    /** Its types are looked at row by row: most of what is kept has one of a few types, and so their index says little. */
    Conditions and(Filter filter) {
        return in("s.session_id", filter.sessions(), SessionId::value)
                .in("+s.type", filter.types(), InteractionType::value);
    }

    /** What no index is to be chosen for, for another one gives the order. */
    static Conditions rowByRow(Scope scope, Filter filter) {
        return seen(scope, "+s.session_id").rowByRow(filter);
    }

    private static Conditions seen(Scope scope, String session) {
        return switch (scope) {
            case Scope.Everything() -> new Conditions();
            case Scope.Within(Tenant tenant, Limits limits, Scope.Askers askers) ->
                new Conditions()
                        .of(tenant)
                        .matching(session, limits.sessions())
                        .in("+s.type", limits.types(), InteractionType::value)
                        .by(askers);
        };
    }

    /** What finds all that is in a scope in its order, without a look at what is of others; empty where most may be in it. */
    static Conditions found(Scope scope) {
        return switch (scope) {
            case Scope.Within within
            when within.askers() instanceof Scope.Askers.Kin(Family family) && family != null ->
                new Conditions().and("s.family = ?", family.id());
            case Scope.Within within
            when !within.tenant().equals(Tenant.DEFAULT) -> new Conditions().of(within.tenant());
            case Scope _ -> new Conditions();
        };
    }

    /** There is an index of what is of other tenants than the first, which is likely to have most of it. */
    private Conditions of(Tenant tenant) {
        return tenant.equals(Tenant.DEFAULT)
                ? and("s.tenant = ?", tenant.name())
                : and("s.tenant = ? AND s.tenant <> 'default'", tenant.name());
    }

    private Conditions by(Scope.Askers askers) {
        return switch (askers) {
            case Scope.Askers.Anybody() -> this;
            case Scope.Askers.Kin(Family family) ->
                family == null ? and("s.family IS NULL") : and("s.family = ?", family.id());
        };
    }

    private Conditions matching(String column, Set<SessionPattern> patterns) {
        if (patterns.isEmpty()) {
            return this;
        }
        var any = new ArrayList<String>();
        for (SessionPattern pattern : patterns) {
            String beginning = pattern.beginning();
            if (pattern.isPrefix()) {
                any.add("substr(" + column + ", 1, ?) = ?");
                parameters.add(beginning.codePointCount(0, beginning.length()));
            } else {
                any.add(column + " = ?");
            }
            parameters.add(beginning);
        }
        conditions.add("(" + String.join(" OR ", any) + ")");
        return this;
    }

    private Conditions rowByRow(Filter filter) {
        return in("+s.session_id", filter.sessions(), SessionId::value)
                .in("+s.type", filter.types(), InteractionType::value);
    }

    Conditions and(String condition, @Nullable Object... values) {
        conditions.add(condition);
        Collections.addAll(parameters, values);
        return this;
    }

    Conditions and(Conditions more) {
        conditions.addAll(more.conditions);
        parameters.addAll(more.parameters);
        return this;
    }

    /** Restricts a column to some values; none do not restrict. */
    <T> Conditions in(String column, Collection<T> values, Function<T, String> text) {
        if (values.isEmpty()) {
            return this;
        }
        conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
        values.forEach(value -> parameters.add(text.apply(value)));
        return this;
    }

    /** Restricts a column of times to a period. */
    Conditions within(String column, Period period) {
        if (period.from() != null) {
            and(column + " >= ?", period.from());
        }
        if (period.to() != null) {
            and(column + " < ?", period.to());
        }
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + all();
    }

    /** All of them, as an expression. */
    String all() {
        return conditions.isEmpty() ? "1 = 1" : String.join(" AND ", conditions);
    }

    @Nullable Object[] parameters() {
        return parameters.toArray();
    }

    /** The parameters, and those of what follows the clause. */
    @Nullable Object[] parametersAnd(Object... more) {
        var all = new ArrayList<>(parameters);
        Collections.addAll(all, more);
        return all.toArray();
    }
}
