package dev.holdpoint.store.memory;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.TimelineCount;
import dev.holdpoint.store.memory.Memory.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The questions that the memory store answers without changing anything. */
record Reading(
        NavigableMap<Long, Entry> entries,
        Collection<Entry> pending,
        SortedMap<Long, InteractionEvent> log,
        Map<Tenant, Map<String, Tally>> tallies,
        long purgedThrough,
        long last) {

    Page list(Scope scope, ListQuery query) {
        NavigableMap<Long, Entry> ordered = query.order() == Order.OLDEST ? entries : entries.descendingMap();
        Long after = query.after();
        return page(
                after == null ? ordered : ordered.tailMap(after, false),
                interaction -> scope.includes(interaction) && query.matches(interaction),
                query.limit(),
                query.size());
    }

    Snapshot snapshot(Scope scope, Filter filter) {
        var bySequence = new TreeMap<Long, Entry>();
        pending.forEach(entry -> bySequence.put(entry.sequence(), entry));
        Page page = page(
                bySequence,
                interaction -> scope.includes(interaction) && filter.matches(interaction),
                Snapshot.MAX_ITEMS,
                Sizes.PAGE);
        return new Snapshot(last, page.items(), page.next().isPresent());
    }

    EventPage after(long number, Scope scope, Filter filter, int limit, int maxSize) {
        if (number < purgedThrough || number > last) {
            return new EventPage.Gone();
        }
        var events = new ArrayList<InteractionEvent>();
        int size = 0;
        for (InteractionEvent event : log.tailMap(number + 1).values()) {
            if (scope.includes(event.interaction()) && filter.matches(event.interaction())) {
                size += event.interaction().size();
                if (events.size() == limit || (!events.isEmpty() && size > maxSize)) {
                    return new EventPage.Piece(events, events.getLast().number(), last);
                }
                events.add(event);
            }
        }
        return new EventPage.Piece(events, last, last);
    }

    Statistics statistics(Scope scope) {
        var types = new TreeMap<String, Tally>();
        tallies.forEach((tenant, ofTenant) -> ofTenant.forEach((type, tally) -> {
            if (counts(scope, tenant, type)) {
                types.merge(type, tally, Tally::plus);
            }
        }));
        long sessions = pending.stream()
                .map(Entry::interaction)
                .filter(scope::includes)
                .map(interaction ->
                        Map.entry(interaction.tenant(), interaction.ask().session()))
                .distinct()
                .count();
        return new Statistics(sessions, types);
    }

    Timeline timeline(Scope scope, Timeline.Span span) {
        var count = new TimelineCount(span);
        for (Entry entry : entries.values()) {
            Interaction interaction = entry.interaction();
            if (!scope.includes(interaction)) {
                continue;
            }
            count.requested(interaction.requestedAt());
            var settlement = interaction.settlement();
            if (settlement != null) {
                count.settled(settlement.at(), interaction.status(), settlement.origin(), interaction.requestedAt());
            }
        }
        return count.timeline();
    }

    private static boolean counts(Scope scope, Tenant tenant, String type) {
        return switch (scope) {
            case Scope.Everything() -> true;
            case Scope.Within within ->
                within.tenants().contains(tenant) && within.limits().hasType(type);
        };
    }

    private static Page page(SortedMap<Long, Entry> candidates, Predicate<Interaction> wanted, int limit, int maxSize) {
        var items = new ArrayList<Interaction>();
        long lastTaken = 0;
        int size = 0;
        for (Entry entry : candidates.values()) {
            if (wanted.test(entry.interaction())) {
                size += entry.interaction().size();
                if (items.size() == limit || (!items.isEmpty() && size > maxSize)) {
                    return new Page(items, Optional.of(lastTaken));
                }
                items.add(entry.interaction());
                lastTaken = entry.sequence();
            }
        }
        return new Page(items, Optional.empty());
    }
}
