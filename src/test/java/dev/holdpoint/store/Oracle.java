package dev.holdpoint.store;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.EventPage;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.NewInteraction;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.Retention;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store.Held;
import dev.holdpoint.broker.Sweep;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.ListQuery.Order;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Origin;
import dev.holdpoint.interaction.Outcome;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Position;
import dev.holdpoint.interaction.Separation;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.testing.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the stores should answer, said as plainly as it can be: a list of rows that is looked through from end to end. It
 * shares values with the stores and none of what decides, orders, counts or cuts.
 */
final class Oracle {

    private static final class Row {
        Interaction interaction;
        long asked;
        long settled;
        Caller asker;
        Caller winner;
        Idempotency askKey;
        Idempotency winKey;
        Instant leaseEnd;
        final Map<String, Instant> holds = new HashMap<>();

        Instant due() {
            Instant deadline = interaction.requestedAt().plus(interaction.ask().timeout());
            return leaseEnd != null && leaseEnd.isBefore(deadline) ? leaseEnd : deadline;
        }
    }

    private final FakeClock clock;
    private final List<Row> rows = new ArrayList<>();
    private final List<InteractionEvent> events = new ArrayList<>();
    private final TreeMap<String, long[]> counts = new TreeMap<>();
    private long number;
    private long gone;

    Oracle(FakeClock clock) {
        this.clock = clock;
    }

    CreateResult create(Caller caller, NewInteraction asked) {
        for (Row row : rows) {
            boolean isSameKey = asked.idempotency() != null
                    && row.askKey != null
                    && row.askKey.key().equals(asked.idempotency().key());
            if (isSameKey && isSame(row.asker, caller)) {
                return row.askKey.fingerprint().equals(asked.idempotency().fingerprint())
                        ? new CreateResult.Known(row.interaction)
                        : new CreateResult.KeyReused();
            }
        }
        List<Row> pending = pendingIn(caller, asked.ask().session());
        if (pending.size() >= asked.limits().inSession()) {
            pending.stream()
                    .filter(row -> !row.due().isAfter(clock.instant()))
                    .sorted(Comparator.comparing(Row::due))
                    .forEach(this::lapse);
            if (pendingIn(caller, asked.ask().session()).size()
                    >= asked.limits().inSession()) {
                return new CreateResult.Full(PendingLimits.Full.SESSION);
            }
        }
        long inTenant = rows.stream()
                .filter(each -> each.settled == 0 && each.asker.tenant().equals(caller.tenant()))
                .count();
        if (asked.limits().inTenant() > 0 && inTenant >= asked.limits().inTenant()) {
            return new CreateResult.Full(PendingLimits.Full.TENANT);
        }
        var row = new Row();
        row.asked = ++number;
        row.asker = caller;
        row.askKey = asked.idempotency();
        row.interaction = new Interaction(
                asked.id(), caller.tenant(), asked.ask(), clock.instant(), caller.identity(), caller.family(), null);
        rows.add(row);
        happened(InteractionEvent.Kind.REQUESTED, row, clock.instant(), "requested");
        if (asked.awaited() != null) {
            hold(row, asked.awaited());
        }
        return new CreateResult.Made(row.interaction, Duration.between(clock.instant(), row.due()));
    }

    SettleResult settle(Caller caller, CheckedAttempt checked) {
        Attempt attempt = checked.attempt();
        Row row = row(attempt.id()).orElse(null);
        if (row == null || !sees(caller, row.interaction)) {
            return new SettleResult.Unknown();
        }
        SessionId own = row.interaction.ask().session();
        boolean isCancel = attempt.decision() instanceof Decision.Cancel;
        boolean isAbandon = attempt.decision() instanceof Decision.Abandon;
        if (isAbandon && !caller.may(Permission.ASK)) {
            return new SettleResult.Forbidden(Permission.ASK, own);
        }
        if (isCancel && !caller.may(Permission.ASK) && !caller.may(Permission.MANAGE)) {
            return new SettleResult.Forbidden(Permission.ASK, own);
        }
        if (!isCancel && !isAbandon && !caller.may(Permission.DECIDE)) {
            return new SettleResult.Forbidden(Permission.DECIDE, own);
        }
        if (attempt.session() != null && !attempt.session().equals(own)) {
            return new SettleResult.Refused(SettleResult.Refusal.WRONG_SESSION, own);
        }
        boolean isOwn = isSame(caller, row.asker) || Objects.equals(caller.family(), row.asker.family());
        if (!isCancel && !isAbandon && isOwn && row.interaction.ask().separation() == Separation.YES) {
            return new SettleResult.Refused(SettleResult.Refusal.OWN_REQUEST, own);
        }
        if (row.settled == 0 && !row.due().isAfter(clock.instant())) {
            lapse(row);
            return new SettleResult.Lost(row.interaction);
        }
        if (row.settled != 0) {
            boolean isWinner = row.winKey != null
                    && attempt.idempotency() != null
                    && row.winner != null
                    && isSame(caller, row.winner)
                    && row.winKey.key().equals(attempt.idempotency().key());
            if (!isWinner) {
                return new SettleResult.Lost(row.interaction);
            }
            return row.winKey.fingerprint().equals(attempt.idempotency().fingerprint())
                    ? new SettleResult.Replayed(row.interaction)
                    : new SettleResult.Refused(SettleResult.Refusal.KEY_REUSED, own);
        }
        if (checked.result() instanceof CheckResult.Failure failure) {
            return new SettleResult.Invalid(failure);
        }
        Outcome outcome = switch (attempt.decision()) {
            case Decision.Resolve resolve -> new Outcome.Resolved(resolve.response(), resolve.reason());
            case Decision.Reject reject -> new Outcome.Rejected(reject.reason());
            case Decision.Cancel cancel -> new Outcome.Cancelled(cancel.reason());
            case Decision.Abandon _ -> new Outcome.Cancelled(null);
        };
        Origin origin = isAbandon ? Origin.ASKER_LOST : isCancel ? Origin.ASKER : Origin.RESPONDER;
        end(row, origin, isAbandon ? Caller.ANONYMOUS : caller, outcome); // silence is nobody's decision
        row.winner = isAbandon ? Caller.ANONYMOUS : caller;
        row.winKey = attempt.idempotency();
        return new SettleResult.Won(row.interaction);
    }

    Optional<Held> hold(InteractionId id, Hold hold) {
        return row(id).map(row -> {
            Duration dueIn = null;
            if (row.settled == 0 && !row.due().isAfter(clock.instant())) {
                dueIn = Duration.between(clock.instant(), row.due());
                lapse(row);
            } else if (row.settled == 0) {
                hold(row, hold);
            }
            return new Held(
                    row.settled == 0 ? Optional.empty() : Optional.of(row.interaction),
                    dueIn == null ? Duration.between(clock.instant(), row.due()) : dueIn);
        });
    }

    int cancelSession(Caller caller, SessionId session, String reason) {
        int cancelled = 0;
        for (Row row : pendingIn(caller, session)) {
            if (!sees(caller, row.interaction)) {
                continue;
            }
            if (row.due().isAfter(clock.instant())) {
                end(row, Origin.SESSION, caller, new Outcome.Cancelled(reason));
                cancelled++;
            } else {
                lapse(row);
            }
        }
        return cancelled;
    }

    Sweep expire(int limit) {
        List<Row> all = rows.stream()
                .filter(row -> row.settled == 0 && !row.due().isAfter(clock.instant()))
                .sorted(Comparator.comparing(Row::due).thenComparingLong(row -> row.asked))
                .toList();
        List<Row> due = all.size() < limit ? all : fromBothEnds(all).subList(0, limit);
        due.forEach(this::lapse);
        Optional<Duration> next = rows.stream()
                .filter(row -> row.settled == 0)
                .map(row -> Duration.between(clock.instant(), row.due()))
                .min(Comparator.naturalOrder())
                .map(dueIn -> dueIn.isNegative() ? Duration.ZERO : dueIn);
        return new Sweep(due.size(), next);
    }

    /** The first, the last, the second, the last but one, and so on. */
    private static List<Row> fromBothEnds(List<Row> rows) {
        var left = new ArrayDeque<>(rows);
        var taken = new ArrayList<Row>();
        while (!left.isEmpty()) {
            taken.add(taken.size() % 2 == 0 ? left.removeFirst() : left.removeLast());
        }
        return taken;
    }

    int purge(Retention retention, int limit) {
        Instant oldestEvent = clock.instant().minus(retention.events());
        int purged = 0;
        while (purged < limit && !events.isEmpty() && events.getFirst().at().isBefore(oldestEvent)) {
            gone = events.removeFirst().number();
            purged++;
        }
        Instant oldest = clock.instant().minus(retention.settled());
        List<Row> over = rows.stream()
                .filter(row -> row.settled != 0
                        && row.settled <= gone
                        && row.interaction.settlement().at().isBefore(oldest))
                .sorted(Comparator.comparingLong(row -> row.settled))
                .limit(limit - purged)
                .toList();
        rows.removeAll(over);
        return purged + over.size();
    }

    Optional<Interaction> find(InteractionId id, Predicate<Interaction> wanted) {
        return row(id).map(row -> row.interaction).filter(wanted);
    }

    /** By type how many of those that are kept are how. */
    Map<String, List<Long>> counts(Predicate<Interaction> wanted) {
        var told = new TreeMap<String, List<Long>>();
        for (Row row : rows) {
            if (wanted.test(row.interaction)) {
                List<Long> before =
                        told.getOrDefault(row.interaction.ask().type().value(), List.of(0L, 0L));
                told.put(
                        row.interaction.ask().type().value(),
                        List.of(before.get(0) + 1, before.get(1) + (row.settled == 0 ? 0 : 1)));
            }
        }
        return told;
    }

    /** The number, what is pending, and whether that was all. */
    List<Object> snapshot(Predicate<Interaction> wanted) {
        return List.of(
                number(),
                rows.stream()
                        .map(row -> row.interaction)
                        .filter(interaction -> interaction.settlement() == null && wanted.test(interaction))
                        .toList());
    }

    EventPage after(long position, Predicate<Interaction> wanted, int limit) {
        if (position < gone || position > number()) {
            return new EventPage.Gone();
        }
        List<InteractionEvent> later = events.stream()
                .filter(event -> event.number() > position && wanted.test(event.interaction()))
                .toList();
        return later.size() <= limit
                ? new EventPage.Piece(later, number(), number())
                : new EventPage.Piece(
                        later.subList(0, limit), later.get(limit - 1).number(), number());
    }

    /** Those on the page, and where it goes on. */
    List<Object> list(Predicate<Interaction> wanted, Order order, Position after, int limit) {
        Comparator<Row> inOrder = switch (order) {
            case OLDEST -> Comparator.comparingLong(row -> row.asked);
            case NEWEST -> Comparator.comparingLong(row -> -row.asked);
            case DECIDED ->
                Comparator.comparing((Row row) -> row.interaction.settlement().at())
                        .thenComparingLong(row -> row.asked)
                        .reversed();
        };
        List<Row> matching = rows.stream()
                .filter(row -> wanted.test(row.interaction) && (order != Order.DECIDED || row.settled != 0))
                .filter(row -> after == null || isBehind(row, order, after))
                .sorted(inOrder)
                .toList();
        List<Interaction> page =
                matching.stream().limit(limit).map(row -> row.interaction).toList();
        Optional<Position> next = matching.size() <= limit
                ? Optional.empty()
                : Optional.of(new Position(
                        matching.get(limit - 1).asked,
                        order == Order.DECIDED
                                ? matching.get(limit - 1)
                                        .interaction
                                        .settlement()
                                        .at()
                                : null));
        return List.of(page, next);
    }

    private static boolean isBehind(Row row, Order order, Position after) {
        if (order != Order.DECIDED) {
            return order == Order.NEWEST ? row.asked < after.sequence() : row.asked > after.sequence();
        }
        Instant at = row.interaction.settlement().at();
        return at.isBefore(after.decidedAt()) || (at.equals(after.decidedAt()) && row.asked < after.sequence());
    }

    /** By tenant and type: how many were requested, resolved, rejected, expired, cancelled. */
    Map<String, List<Long>> counts() {
        var told = new TreeMap<String, List<Long>>();
        counts.forEach(
                (name, numbers) -> told.put(name, Arrays.stream(numbers).boxed().toList()));
        return told;
    }

    /** What happened from {@code from} on, by step: how many were asked, and how many ended. */
    List<List<Long>> timeline(Predicate<Interaction> wanted, Instant from, Duration step, int steps) {
        var buckets = new ArrayList<List<Long>>();
        for (int i = 0; i < steps; i++) {
            Instant begin = from.plus(step.multipliedBy(i));
            Instant end = begin.plus(step);
            buckets.add(List.of(
                    rows.stream()
                            .filter(row ->
                                    wanted.test(row.interaction) && isIn(row.interaction.requestedAt(), begin, end))
                            .count(),
                    rows.stream()
                            .filter(row -> row.settled != 0
                                    && wanted.test(row.interaction)
                                    && isIn(row.interaction.settlement().at(), begin, end))
                            .count()));
        }
        return buckets;
    }

    /** What of this a caller is told that it is there (HTTP contract on callers, section 4). */
    static boolean sees(Caller caller, Interaction interaction) {
        String session = interaction.ask().session().value();
        Limits limits = caller.grant().limits();
        boolean isInSessions = false;
        for (SessionPattern pattern : limits.sessions()) {
            String text = pattern.text();
            isInSessions |= text.equals(session)
                    || (text.endsWith("*") && session.startsWith(text.substring(0, text.length() - 1)));
        }
        boolean isWithin = (limits.sessions().isEmpty() || isInSessions)
                && (limits.types().isEmpty()
                        || limits.types().contains(interaction.ask().type()));
        boolean seesAll = caller.may(Permission.DECIDE) || caller.may(Permission.READ) || caller.may(Permission.MANAGE);
        boolean isOpened = caller.grant().opensSessions() && isInSessions;
        return caller.tenant().equals(interaction.tenant())
                && isWithin
                && (seesAll || isOpened || Objects.equals(caller.family(), interaction.family()));
    }

    private static boolean isSame(Caller one, Caller other) {
        return one.tenant().equals(other.tenant()) && Objects.equals(one.identity(), other.identity());
    }

    private static boolean isIn(Instant time, Instant begin, Instant end) {
        return !time.isBefore(begin) && time.isBefore(end);
    }

    private long number() {
        return events.isEmpty() ? gone : events.getLast().number();
    }

    private Optional<Row> row(InteractionId id) {
        return rows.stream().filter(row -> row.interaction.id().equals(id)).findFirst();
    }

    private List<Row> pendingIn(Caller caller, SessionId session) {
        return rows.stream()
                .filter(row -> row.settled == 0
                        && row.asker.tenant().equals(caller.tenant())
                        && row.interaction.ask().session().equals(session))
                .toList();
    }

    private void hold(Row row, Hold hold) {
        if (row.interaction.ask().lease() == null) {
            return;
        }
        row.holds.put(hold.holder(), clock.instant().plus(hold.lasts()));
        Instant longest = row.holds.values().stream()
                .max(Comparator.naturalOrder())
                .filter(clock.instant()::isBefore)
                .orElse(clock.instant());
        row.leaseEnd = longest.plus(row.interaction.ask().lease());
    }

    private void lapse(Row row) {
        Instant deadline =
                row.interaction.requestedAt().plus(row.interaction.ask().timeout());
        if (row.due().isBefore(deadline)) {
            end(row, Origin.ASKER_LOST, Caller.ANONYMOUS, new Outcome.Cancelled(null));
            return;
        }
        Outcome outcome = switch (row.interaction.ask().onExpiry()) {
            case null -> new Outcome.Expired();
            case OnExpiry.Resolve resolve -> new Outcome.Resolved(resolve.response(), null);
            case OnExpiry.Reject reject -> new Outcome.Rejected(reject.reason());
        };
        end(row, Origin.TIMEOUT, Caller.ANONYMOUS, outcome);
    }

    private void end(Row row, Origin origin, Caller by, Outcome outcome) {
        Instant at = clock.instant().isBefore(row.interaction.requestedAt())
                ? row.interaction.requestedAt()
                : clock.instant();
        var asked = row.interaction;
        row.settled = ++number;
        row.interaction = new Interaction(
                asked.id(),
                asked.tenant(),
                asked.ask(),
                asked.requestedAt(),
                asked.requestedBy(),
                asked.family(),
                new Settlement(at, origin, by.identity(), outcome));
        String name = switch (outcome) {
            case Outcome.Resolved _ -> "resolved";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Expired _ -> "expired";
            case Outcome.Cancelled _ -> "cancelled";
        };
        happened(InteractionEvent.Kind.SETTLED, row, at, name);
    }

    private void happened(InteractionEvent.Kind kind, Row row, Instant at, String counted) {
        events.add(new InteractionEvent(number, kind, at, row.interaction));
        String name = row.asker.tenant() + " " + row.interaction.ask().type();
        int column = List.of("requested", "resolved", "rejected", "expired", "cancelled")
                .indexOf(counted);
        counts.computeIfAbsent(name, key -> new long[5])[column]++;
    }
}
