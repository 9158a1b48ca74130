package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import java.util.TreeMap;

/** Reads what is counted. */
final class Counting {

    private Counting() {}

    static Statistics statistics(Sql sql, Scope scope) {
        var types = new TreeMap<String, Tally>();
        Conditions tallied = tallied(scope);
        sql.each(
                "SELECT type, requested, resolved, rejected, expired, cancelled FROM tally s" + tallied.where(),
                row -> {
                    String type = row.text();
                    var tally = new Tally(row.number(), row.number(), row.number(), row.number(), row.number());
                    types.merge(type, tally, Tally::plus);
                    return true;
                },
                tallied.parameters());
        Conditions pending = Queries.onlyPending(Conditions.of(scope));
        long sessions = sql.number(
                "SELECT count(*) FROM (SELECT DISTINCT s.session_id, s.tenant FROM state s" + pending.where() + ") d",
                pending.parameters());
        return new Statistics(sessions, types);
    }

    /** Totals are kept by tenant and type. */
    private static Conditions tallied(Scope scope) {
        return switch (scope) {
            case Scope.Everything() -> new Conditions();
            case Scope.Within within ->
                new Conditions()
                        .in("s.tenant", within.tenants(), Tenant::name)
                        .in("s.type", within.limits().types(), InteractionType::value);
        };
    }
}
