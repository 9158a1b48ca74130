package dev.holdpoint.store.memory;

import dev.holdpoint.broker.EventPage;
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Scope;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.store.PendingCount;
import dev.holdpoint.store.TimelineCount;
import dev.holdpoint.store.memory.Memory.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The questions that the memory store answers without changing anything. */
record Reading(
        NavigableMap<Long, Entry> entries,
        Collection<Entry> pending,
        SortedMap<Long, InteractionEvent> log,
        Tallies tallies,
        long purgedThrough,
        long last) {

    Page list(Scope scope, ListQuery query) {
        return new PageEntries(query)
                .fill(after(query), interaction -> scope.includes(interaction) && query.matches(interaction));
    }

    PendingCount countPending() {
        return new PendingCount(pending.size(), last);
    }

    Snapshot snapshot(Scope scope, Filter filter) {
        var bySequence = new TreeMap<Long, Entry>();
        pending.forEach(entry -> bySequence.put(entry.sequence(), entry));
        var query = new ListQuery(Criteria.ALL.with(filter), Order.OLDEST, Snapshot.MAX_ITEMS, null);
        Page page = new PageEntries(query)
                .fill(
                        bySequence.values().iterator(),
                        interaction -> scope.includes(interaction) && query.matches(interaction));
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
        SortedMap<String, Tally> types = areTallied(scope) ? tallies.of(scope) : counted(scope);
        long sessions = pending.stream()
                .map(Entry::interaction)
                .filter(scope::includes)
                .map(interaction ->
                        Map.entry(interaction.tenant(), interaction.ask().session()))
                .distinct()
                .count();
        return Statistics.of(sessions, types);
    }

    private SortedMap<String, Tally> counted(Scope scope) {
        var types = new TreeMap<String, Tally>();
        entries.values().stream()
                .map(Entry::interaction)
                .filter(scope::includes)
                .forEach(seen -> types.merge(seen.ask().type().value(), Tally.of(seen.status()), Tally::plus));
        return types;
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

    private static boolean areTallied(Scope scope) {
        return !(scope instanceof Scope.Within within) || within.isByType();
    }

    private Iterator<Entry> after(ListQuery query) {
        Position after = query.after();
        if (query.order() == Order.DECIDED) {
            return entries.values().stream()
                    .filter(entry -> !entry.interaction().isPending() && (after == null || isBefore(entry, after)))
                    .sorted(Comparator.comparing(Reading::decidedAt)
                            .thenComparingLong(Entry::sequence)
                            .reversed())
                    .iterator();
        }
        NavigableMap<Long, Entry> ordered = query.order() == Order.OLDEST ? entries : entries.descendingMap();
        return (after == null ? ordered : ordered.tailMap(after.sequence(), false))
                .values()
                .iterator();
    }

    private static boolean isBefore(Entry entry, Position position) {
        int compared = decidedAt(entry).compareTo(Objects.requireNonNull(position.decidedAt()));
        return compared < 0 || (compared == 0 && entry.sequence() < position.sequence());
    }

    private static Instant decidedAt(Entry entry) {
        return Objects.requireNonNull(entry.interaction().settlement()).at();
    }
}
