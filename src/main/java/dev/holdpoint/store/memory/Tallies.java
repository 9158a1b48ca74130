package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted ever since, by tenant and type. Not thread-safe. */
final class Tallies {

    private final Map<Tenant, Map<String, Tally>> tallies = new HashMap<>();

    /** Counts what just happened to an interaction. */
    void count(Interaction interaction) {
        var ofTenant = tallies.computeIfAbsent(interaction.tenant(), tenant -> new LinkedHashMap<>());
        String type = interaction.ask().type().value();
        long named = ofTenant.keySet().stream()
                .filter(name -> !name.equals(Statistics.OTHER))
                .count();
        Status status = interaction.status();
        ofTenant.merge(
                ofTenant.containsKey(type) || named < Statistics.MAX_TYPES ? type : Statistics.OTHER,
                Tally.NONE.with(status),
                (known, one) -> known.with(status));
    }

    long pending(Tenant tenant) {
        return tallies.getOrDefault(tenant, Map.of()).values().stream()
                .mapToLong(Tally::pending)
                .sum();
    }

    /** What was counted of the tenant and the types of a scope; no more of it is kept apart. */
    SortedMap<String, Tally> of(Scope scope) {
        var types = new TreeMap<String, Tally>();
        tallies.forEach((tenant, ofTenant) -> ofTenant.forEach((type, tally) -> {
            if (counts(scope, tenant, type)) {
                types.merge(type, tally, Tally::plus);
            }
        }));
        return types;
    }

    private static boolean counts(Scope scope, Tenant tenant, String type) {
        return switch (scope) {
            case Scope.Everything() -> true;
            case Scope.Within within ->
                within.tenant().equals(tenant) && within.limits().admitName(type);
        };
    }
}
