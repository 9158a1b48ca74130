package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.NewInteraction;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Retention;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Statistics;
import dev.holdpoint.interaction.Store.Held;
import dev.holdpoint.interaction.Sweep;
import dev.holdpoint.interaction.Tally;
import dev.holdpoint.store.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the memory store remembers, and how it changes. Not thread-safe. */
final class Memory {

    private static final Comparator<Kept> BY_DUE =
            Comparator.comparing(Kept::due).thenComparingLong(Kept::sequence);

    private final InstantSource clock;
    private final Map<InteractionId, Long> sequences = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final TreeMap<Long, Kept> interactions = new TreeMap<>();
    private final TreeSet<Kept> pending = new TreeSet<>(BY_DUE);
    private final Map<SessionId, TreeSet<Long>> pendingBySession = new HashMap<>();
    private final TreeMap<Long, InteractionEvent> log = new TreeMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private List<InteractionEvent> events = new ArrayList<>();
    private long last;
    private long purgedThrough;

    Memory(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Reading reading() {
        return new Reading(interactions, pending, log, tallies, purgedThrough, last);
    }

    /** The events since the last call. */
    List<InteractionEvent> takeEvents() {
        var taken = events;
        events = new ArrayList<>();
        return taken;
    }

    Optional<Kept> kept(InteractionId id) {
        return Optional.ofNullable(sequences.get(id)).map(interactions::get);
    }

    Optional<Kept> keptByKey(String key) {
        return Optional.ofNullable(keys.get(key)).map(interactions::get);
    }

    AskResult create(NewInteraction asked) {
        Idempotency idempotency = asked.idempotency();
        Kept known = idempotency == null ? null : keptByKey(idempotency.key()).orElse(null);
        if (known != null) {
            return Objects.equals(known.askedWith(), idempotency)
                    ? new AskResult.Replayed(known.interaction())
                    : new AskResult.KeyReused();
        }
        SessionId session = asked.ask().session();
        if (countPendingIn(session) >= asked.pendingLimit()) {
            pendingIn(session).stream().filter(kept -> kept.isDue(now())).forEach(this::settleAsDue);
            if (countPendingIn(session) >= asked.pendingLimit()) {
                return new AskResult.TooManyPending(asked.pendingLimit());
            }
        }
        Kept kept = Kept.asked(asked, ++last, now());
        sequences.put(asked.id(), kept.sequence());
        if (idempotency != null) {
            keys.put(idempotency.key(), kept.sequence());
        }
        put(kept);
        record(kept.interaction());
        return new AskResult.Created(kept.interaction(), kept.due());
    }

    Interaction settle(Kept kept, Settlement settlement, @Nullable Idempotency winner) {
        pending.remove(kept);
        Kept settled = kept.settled(settlement, ++last, winner);
        put(settled);
        record(settled.interaction());
        return settled.interaction();
    }

    Optional<Held> hold(InteractionId id, Supplier<Duration> heldFor) {
        return kept(id).map(kept -> {
            if (kept.isDue(now())) {
                return new Held(settleAsDue(kept), kept.due());
            }
            if (!kept.interaction().isPending()) {
                return new Held(kept.interaction(), kept.due());
            }
            pending.remove(kept);
            Kept held = kept.held(now(), heldFor.get());
            put(held);
            return new Held(held.interaction(), held.due());
        });
    }

    int cancelSession(SessionId session, String reason) {
        int cancelled = 0;
        for (Kept kept : pendingIn(session)) {
            if (kept.isDue(now())) {
                settleAsDue(kept);
            } else {
                settle(kept, new Settlement.Cancelled(kept.decidedAt(now()), Origin.SESSION, reason), null);
                cancelled++;
            }
        }
        return cancelled;
    }

    Sweep expire(int limit) {
        int settled = 0;
        while (settled < limit && !pending.isEmpty() && pending.first().isDue(now())) {
            settleAsDue(pending.first());
            settled++;
        }
        return new Sweep(
                settled,
                pending.isEmpty()
                        ? Optional.empty()
                        : Optional.of(pending.first().due()));
    }

    int purge(Retention retention, int limit) {
        Instant now = now();
        int purged = 0;
        while (purged < limit
                && !log.isEmpty()
                && at(log.firstEntry().getValue()).isBefore(now.minus(retention.events()))) {
            purgedThrough = log.pollFirstEntry().getKey();
            purged++;
        }
        var over = interactions.values().stream()
                .filter(kept -> !kept.interaction().isPending()
                        && kept.settledNumber() <= purgedThrough
                        && decidedAt(kept).isBefore(now.minus(retention.settled())))
                .sorted(Comparator.comparing(Memory::decidedAt).thenComparingLong(Kept::sequence))
                .limit(limit - purged)
                .toList();
        over.forEach(this::remove);
        return purged + over.size();
    }

    static Instant at(InteractionEvent event) {
        var settlement = event.interaction().settlement();
        return settlement == null ? event.interaction().requestedAt() : settlement.decidedAt();
    }

    private static Instant decidedAt(Kept kept) {
        return Objects.requireNonNull(kept.interaction().settlement()).decidedAt();
    }

    private Interaction settleAsDue(Kept kept) {
        return settle(kept, kept.dueSettlement(now()), null);
    }

    private List<Kept> pendingIn(SessionId session) {
        return pendingBySession.getOrDefault(session, new TreeSet<>()).stream()
                .map(interactions::get)
                .toList();
    }

    private int countPendingIn(SessionId session) {
        return pendingBySession.getOrDefault(session, new TreeSet<>()).size();
    }

    private void put(Kept kept) {
        interactions.put(kept.sequence(), kept);
        var inSession =
                pendingBySession.computeIfAbsent(kept.interaction().ask().session(), key -> new TreeSet<>());
        if (kept.interaction().isPending()) {
            pending.add(kept);
            inSession.add(kept.sequence());
        } else {
            inSession.remove(kept.sequence());
            if (inSession.isEmpty()) {
                pendingBySession.remove(kept.interaction().ask().session());
            }
        }
    }

    private void remove(Kept kept) {
        interactions.remove(kept.sequence());
        sequences.remove(kept.interaction().id());
        if (kept.askedWith() != null) {
            keys.remove(kept.askedWith().key());
        }
    }

    private void record(Interaction interaction) {
        var event = new InteractionEvent(last, interaction);
        log.put(last, event);
        events.add(event);
        String type = interaction.ask().type().value();
        boolean isNamed = tallies.containsKey(type)
                || tallies.keySet().stream()
                                .filter(name -> !name.equals(Statistics.OTHER))
                                .count()
                        < Statistics.MAX_TYPES;
        tallies.merge(
                isNamed ? type : Statistics.OTHER,
                Tally.NONE.with(interaction.status()),
                (known, one) -> known.with(interaction.status()));
    }
}
