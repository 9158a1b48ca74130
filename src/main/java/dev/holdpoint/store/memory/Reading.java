package dev.holdpoint.store.memory;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Sizes;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import dev.holdpoint.store.memory.Memory.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

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
        var tallies = new Tally[span.buckets()];
        Arrays.fill(tallies, Tally.NONE);
        var decisions = new LongStream.Builder[span.buckets()];
        Arrays.setAll(decisions, bucket -> LongStream.builder());
        for (Entry entry : entries.values()) {
            Interaction interaction = entry.interaction();
            if (!scope.includes(interaction)) {
                continue;
            }
            count(tallies, span, interaction.requestedAt(), Status.PENDING);
            var settlement = interaction.settlement();
            if (settlement != null) {
                count(tallies, span, settlement.at(), interaction.status());
                if (settlement.origin() == Origin.RESPONDER && span.contains(settlement.at())) {
                    decisions[span.indexOf(settlement.at())].add(
                            Duration.between(interaction.requestedAt(), settlement.at())
                                    .toMillis());
                }
            }
        }
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < tallies.length; i++) {
            buckets.add(new Bucket(
                    span.start(i),
                    tallies[i],
                    Percentiles.of(decisions[i].build().toArray())));
        }
        return new Timeline(buckets);
    }

    private static void count(Tally[] tallies, Timeline.Span span, Instant at, Status status) {
        if (span.contains(at)) {
            int bucket = span.indexOf(at);
            tallies[bucket] = tallies[bucket].with(status);
        }
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
