package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.EventPage;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Page;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.interaction.Timeline;
import dev.holdpoint.interaction.Timeline.Bucket;
import dev.holdpoint.interaction.Timeline.Percentiles;
import dev.holdpoint.store.Kept;
import java.time.Duration;
import java.time.Instant;
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
        NavigableMap<Long, Kept> interactions,
        Collection<Kept> pending,
        SortedMap<Long, InteractionEvent> log,
        Map<String, Tally> tallies,
        long purgedThrough,
        long last) {

    Page list(ListQuery query) {
        NavigableMap<Long, Kept> ordered = query.order() == Order.OLDEST ? interactions : interactions.descendingMap();
        Long after = query.after();
        return page(after == null ? ordered : ordered.tailMap(after, false), query::matches, query.limit());
    }

    Snapshot snapshot(Filter filter) {
        var bySequence = new TreeMap<Long, Kept>();
        pending.forEach(kept -> bySequence.put(kept.sequence(), kept));
        Page page = page(bySequence, filter::matches, Snapshot.MAX_ITEMS);
        return new Snapshot(last, page.items(), page.next().isPresent());
    }

    EventPage eventsAfter(long number, Filter filter, int limit, int maxSize) {
        if (number < purgedThrough || number > last) {
            return new EventPage.Gone();
        }
        var events = new ArrayList<InteractionEvent>();
        int size = 0;
        for (InteractionEvent event : log.tailMap(number + 1).values()) {
            if (filter.matches(event.interaction())) {
                int more = Page.sizeOf(event.interaction());
                if (events.size() == limit || (!events.isEmpty() && size + more > maxSize)) {
                    return new EventPage.Kept(events, events.getLast().number(), last);
                }
                events.add(event);
                size += more;
            }
        }
        return new EventPage.Kept(events, last, last);
    }

    Statistics statistics() {
        long sessions = pending.stream()
                .map(kept -> kept.interaction().ask().session())
                .distinct()
                .count();
        return new Statistics(sessions, new TreeMap<>(tallies));
    }

    Timeline timeline(Timeline.Span span) {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < span.buckets(); i++) {
            buckets.add(bucket(span, i));
        }
        return new Timeline(buckets);
    }

    private Bucket bucket(Timeline.Span span, int index) {
        Tally tally = Tally.NONE;
        var decisions = new ArrayList<Long>();
        for (Kept kept : interactions.values()) {
            Interaction interaction = kept.interaction();
            if (isIn(span, index, interaction.requestedAt())) {
                tally = tally.with(Status.PENDING);
            }
            var settlement = interaction.settlement();
            if (settlement != null && isIn(span, index, settlement.decidedAt())) {
                tally = tally.with(interaction.status());
                if (settlement.origin() == Origin.RESPONDER) {
                    decisions.add(Duration.between(interaction.requestedAt(), settlement.decidedAt())
                            .toMillis());
                }
            }
        }
        return new Bucket(
                span.start(index),
                tally,
                Percentiles.of(decisions.stream().mapToLong(Long::longValue).toArray()));
    }

    private static boolean isIn(Timeline.Span span, int index, Instant time) {
        return span.contains(time) && span.indexOf(time) == index;
    }

    private static Page page(SortedMap<Long, Kept> candidates, Predicate<Interaction> wanted, int limit) {
        var items = new ArrayList<Interaction>();
        long lastTaken = 0;
        int size = 0;
        for (Kept kept : candidates.values()) {
            if (wanted.test(kept.interaction())) {
                int more = Page.sizeOf(kept.interaction());
                if (items.size() == limit || (!items.isEmpty() && size + more > Page.MAX_SIZE)) {
                    return new Page(items, Optional.of(lastTaken));
                }
                items.add(kept.interaction());
                lastTaken = kept.sequence();
                size += more;
            }
        }
        return new Page(items, Optional.empty());
    }
}
