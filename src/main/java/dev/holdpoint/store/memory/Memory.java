package dev.holdpoint.store.memory;

import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionEvent.Kind;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the memory store remembers, and how it changes. Not thread-safe. */
final class Memory implements Tables {

    private static final Comparator<Entry> BY_DUE =
            Comparator.comparing((Entry entry) -> entry.kept.due()).thenComparingLong(Entry::sequence);

    private final InstantSource clock;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<InteractionId, Long> sequences = new HashMap<>();
    private final Map<Key, Long> keys = new HashMap<>();
    private final TreeSet<Entry> pending = new TreeSet<>(BY_DUE);
    private final Map<Session, TreeSet<Long>> pendingBySession = new HashMap<>();
    private final TreeMap<Long, InteractionEvent> log = new TreeMap<>();
    private final TreeMap<Long, Entry> ended = new TreeMap<>(); // by the number of the event that settled it
    private final Tallies tallies = new Tallies();
    private final MemoryCredentials credentials = new MemoryCredentials();
    private List<InteractionEvent> events = new ArrayList<>();
    private long last;
    private long purgedThrough;

    Memory(InstantSource clock) {
        this.clock = clock;
    }

    /** An interaction with all that is kept of it. */
    record Entry(
            Kept kept, Interaction interaction, @Nullable Idempotency with, Map<String, Instant> holds) {
        long sequence() {
            return kept.sequence();
        }
    }

    private record Session(Tenant tenant, SessionId id) {}

    private record Key(Tenant tenant, @Nullable String caller, String key) {}

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public long nextNumber() {
        return ++last;
    }

    MemoryCredentials credentials() {
        return credentials;
    }

    Reading reading() {
        return new Reading(entries, pending, log, tallies, purgedThrough, last);
    }

    /** The events since the last call. */
    List<InteractionEvent> takeEvents() {
        var taken = events;
        events = new ArrayList<>();
        return taken;
    }

    @Override
    public Optional<Kept> find(InteractionId id) {
        return Optional.ofNullable(sequences.get(id)).map(this::kept);
    }

    @Override
    public Optional<Keyed> findKey(Caller caller, String key) {
        return Optional.ofNullable(keys.get(new Key(caller.tenant(), caller.id(), key)))
                .map(this::entry)
                .map(entry -> new Keyed(entry.kept, Objects.requireNonNull(entry.with)));
    }

    @Override
    public long countPending(Tenant tenant, SessionId session) {
        return inSession(tenant, session).size();
    }

    @Override
    public long countPending(Tenant tenant) {
        return tallies.pending(tenant);
    }

    @Override
    public List<Kept> pending(Tenant tenant, SessionId session) {
        return inSession(tenant, session).stream().map(this::kept).toList();
    }

    @Override
    public List<Kept> due(Instant moment, int limit) {
        return due(moment).limit(limit).toList();
    }

    @Override
    public List<Kept> latestDue(Instant moment, int limit) {
        return pending.descendingSet().stream()
                .map(Entry::kept)
                .dropWhile(kept -> !kept.isDue(moment))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Kept> due(Instant moment, Tenant tenant, SessionId session) {
        return due(moment)
                .filter(kept -> kept.asked().tenant().equals(tenant)
                        && kept.asked().session().equals(session))
                .toList();
    }

    @Override
    public Optional<Instant> nextDue() {
        return pending.stream().findFirst().map(entry -> entry.kept.due());
    }

    @Override
    public Interaction whole(Kept kept) {
        return entry(kept.sequence()).interaction;
    }

    @Override
    public boolean hasRoomForAsk(long bytes) {
        return true;
    }

    @Override
    public void insert(Kept kept, Interaction asked, @Nullable Idempotency with) {
        sequences.put(asked.id(), kept.sequence());
        if (with != null) {
            keys.put(key(kept, with), kept.sequence());
        }
        put(new Entry(kept, asked, with, Map.of()));
        record(new InteractionEvent(kept.sequence(), Kind.REQUESTED, asked.requestedAt(), asked));
    }

    @Override
    public Interaction settle(Kept kept, Interaction interaction, Settlement settlement, @Nullable Idempotency winner) {
        long number = nextNumber();
        Interaction settled = interaction.settledAs(settlement);
        var entry = new Entry(kept.ended(number, settlement, winner), settled, entry(kept.sequence()).with, Map.of());
        put(entry);
        ended.put(number, entry);
        record(new InteractionEvent(number, Kind.SETTLED, settlement.at(), settled));
        return settled;
    }

    @Override
    public Instant hold(Kept kept, Hold hold) {
        Entry entry = entry(kept.sequence());
        var holds = new HashMap<>(entry.holds);
        if (hold.lasts().isZero()) {
            holds.remove(hold.holder());
        } else {
            holds.put(hold.holder(), now().plus(hold.lasts()));
        }
        put(new Entry(entry.kept, entry.interaction, entry.with, Map.copyOf(holds)));
        return holds.values().stream().max(Comparator.naturalOrder()).orElse(now());
    }

    @Override
    public void lease(Kept kept) {
        Entry entry = entry(kept.sequence());
        put(new Entry(kept, entry.interaction, entry.with, entry.holds));
    }

    int purge(Retention retention, int limit) {
        int events = over(log.values().stream().map(InteractionEvent::at), retention.events(), limit);
        for (int i = 0; i < events; i++) {
            purgedThrough = log.pollFirstEntry().getKey();
        }
        var outOfLog = ended.headMap(purgedThrough, true);
        int settled = over(outOfLog.values().stream().map(Memory::endedAt), retention.settled(), limit - events);
        outOfLog.values().stream().limit(settled).toList().forEach(this::remove);
        return events + settled;
    }

    /**
     * How many of the first {@code limit} are over, of moments in the order of their numbers. One from the future, told
     * while the clock was ahead, goes where a later one goes.
     */
    private int over(Stream<Instant> moments, Duration kept, int limit) {
        Instant now = now();
        Instant oldest = now.minus(kept);
        int seen = 0;
        int over = 0;
        for (Iterator<Instant> each = moments.iterator(); each.hasNext() && over < limit; ) {
            Instant at = each.next();
            seen++;
            if (at.isBefore(oldest)) {
                over = seen;
            } else if (!at.isAfter(now)) {
                break;
            }
        }
        return Math.min(over, limit);
    }

    private static Instant endedAt(Entry entry) {
        return Objects.requireNonNull(entry.kept.end()).at();
    }

    private Entry entry(long sequence) {
        return Objects.requireNonNull(entries.get(sequence));
    }

    private Kept kept(long sequence) {
        return entry(sequence).kept;
    }

    private Stream<Kept> due(Instant moment) {
        return pending.stream().map(Entry::kept).takeWhile(kept -> kept.isDue(moment));
    }

    private SortedSet<Long> inSession(Tenant tenant, SessionId session) {
        return pendingBySession.getOrDefault(new Session(tenant, session), new TreeSet<>());
    }

    private static Key key(Kept kept, Idempotency with) {
        return new Key(kept.asked().tenant(), kept.asked().requestedBy(), with.key());
    }

    private void put(Entry entry) {
        Entry before = entries.put(entry.sequence(), entry);
        if (before != null) {
            pending.remove(before);
        }
        var session =
                new Session(entry.kept.asked().tenant(), entry.kept.asked().session());
        if (entry.kept.isPending()) {
            pending.add(entry);
            pendingBySession.computeIfAbsent(session, key -> new TreeSet<>()).add(entry.sequence());
        } else {
            pendingBySession.computeIfPresent(session, (key, sequences) -> {
                sequences.remove(entry.sequence());
                return sequences.isEmpty() ? null : sequences;
            });
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry.sequence());
        ended.remove(Objects.requireNonNull(entry.kept.end()).number());
        sequences.remove(entry.interaction.id());
        Idempotency with = entry.with;
        if (with != null) {
            keys.remove(key(entry.kept, with));
        }
    }

    private void record(InteractionEvent event) {
        log.put(event.number(), event);
        events.add(event);
        tallies.count(event.interaction());
    }
}
