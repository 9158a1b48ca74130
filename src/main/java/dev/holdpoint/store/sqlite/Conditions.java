package dev.holdpoint.store.sqlite;

import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.SessionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The WHERE clause of a query on interactions, put together from what restricts it. Values are always parameters. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    static Conditions of(Filter filter) {
        return new Conditions()
                .in(
                        "i.session_id",
                        filter.sessions().stream().map(SessionId::value).toList())
                .in(
                        "i.type",
                        filter.types().stream().map(InteractionType::value).toList());
    }

    Conditions and(String condition, Object... values) {
        conditions.add(condition);
        Collections.addAll(parameters, values);
        return this;
    }

    /** Restricts a column to some values; none do not restrict. */
    Conditions in(String column, Collection<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
        parameters.addAll(values);
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] parameters() {
        return parameters.toArray();
    }
}
