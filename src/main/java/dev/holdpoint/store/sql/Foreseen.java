package dev.holdpoint.store.sql;

import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Kept;
import dev.holdpoint.store.Tables.Keyed;
import dev.holdpoint.store.sql.Foresight.KeyOf;
import dev.holdpoint.store.sql.Foresight.SessionOf;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction's operations look up, read together when it began, and true to what it did since: to a database that is
 * far away each question costs a journey, and all of a kind cost one. What was not foreseen is not here. For the writer's
 * thread only.
 */
final class Foreseen {

    private static final String KEPT = "SELECT " + Rows.KEPT.as("s") + ", " + Rows.END.as("e")
            + ", s.ask_key, s.ask_fingerprint FROM state s LEFT JOIN event e ON e.number = s.settled_number WHERE ";
    private static final String BY_ID = KEPT + "s.id = ANY (?)";
    private static final String BY_KEY = KEPT + "(s.ask_key, s.tenant, coalesce(s.requested_by, ''))"
            + " IN (SELECT k, t, c FROM unnest(?, ?, ?) AS a (k, t, c))";
    private static final String PENDING = """
            SELECT s.session_id, s.tenant, count(*) FROM state s
            WHERE s.status = 'pending' AND s.session_id = ANY (?) GROUP BY s.session_id, s.tenant""";

    private final Map<InteractionId, Optional<Kept>> kept = new HashMap<>();
    private final Map<KeyOf, Optional<Known>> keys = new HashMap<>();
    private final Map<SessionOf, Long> pending = new HashMap<>();

    /** What was asked with a key; how it stands is told by its identifier. */
    private record Known(InteractionId id, Idempotency with) {}

    /** Looks all of it up; nothing where a part cannot be read, for who looks that up by itself is to fail alone. */
    void look(Sql sql, Collection<Foresight> foresights) {
        try {
            look(set(foresights, Foresight::id), ids -> byId(sql, ids));
            look(set(foresights, Foresight::key), wanted -> byKey(sql, wanted));
            look(set(foresights, Foresight::session), sessions -> count(sql, sessions));
        } catch (SqlFailure ofTheDatabase) {
            throw ofTheDatabase;
        } catch (RuntimeException unreadable) {
            forget();
        }
    }

    /** The interactions that were found. */
    List<Kept> found() {
        return kept.values().stream().flatMap(Optional::stream).toList();
    }

    boolean isKnown(InteractionId id) {
        return kept.containsKey(id);
    }

    /** An interaction of which it is known whether it is there. */
    Optional<Kept> find(InteractionId id) {
        return Objects.requireNonNull(kept.get(id));
    }

    boolean isKnown(KeyOf key) {
        return keys.containsKey(key);
    }

    /** What was asked with a key of which it is known whether something was. */
    Optional<Keyed> findKey(KeyOf key) {
        return Objects.requireNonNull(keys.get(key))
                .map(known -> new Keyed(find(known.id).orElseThrow(), known.with));
    }

    /** How many are pending in a session; null where that was not foreseen. */
    @Nullable Long countPending(Tenant tenant, SessionId session) {
        return pending.get(new SessionOf(tenant, session));
    }

    /** It was made, with a key or without. */
    void onMade(Kept made, @Nullable Idempotency with) {
        var asked = made.asked();
        kept.put(asked.id(), Optional.of(made));
        if (with != null) {
            String by = asked.requestedBy() == null ? "" : asked.requestedBy();
            keys.put(new KeyOf(with.key(), asked.tenant().name(), by), Optional.of(new Known(asked.id(), with)));
        }
        pending.computeIfPresent(sessionOf(made), (session, count) -> count + 1);
    }

    /** It was settled. */
    void onSettled(Kept settled) {
        onChanged(settled);
        pending.computeIfPresent(sessionOf(settled), (session, count) -> count - 1);
    }

    /** What decides of it is another now. */
    void onChanged(Kept changed) {
        kept.computeIfPresent(changed.asked().id(), (id, before) -> Optional.of(changed));
    }

    /** Nothing is known to be true any more. */
    void forget() {
        kept.clear();
        keys.clear();
        pending.clear();
    }

    private void byId(Sql sql, Set<InteractionId> ids) {
        ids.forEach(id -> kept.put(id, Optional.empty()));
        sql.each(BY_ID, this::add, (Object) texts(ids, InteractionId::toString));
    }

    private void byKey(Sql sql, Set<KeyOf> wanted) {
        wanted.forEach(key -> keys.put(key, Optional.empty()));
        sql.each(
                BY_KEY,
                this::add,
                texts(wanted, KeyOf::key),
                texts(wanted, KeyOf::tenant),
                texts(wanted, KeyOf::caller));
    }

    private boolean add(Row row) {
        Kept found = Rows.kept(row);
        Kept.End end = Rows.endOrNull(row);
        String key = row.textOrNull();
        String fingerprint = row.textOrNull();
        var asked = found.asked();
        kept.put(asked.id(), Optional.of(end == null ? found : found.with(end)));
        if (key != null && fingerprint != null) {
            String by = asked.requestedBy() == null ? "" : asked.requestedBy();
            keys.put(
                    new KeyOf(key, asked.tenant().name(), by),
                    Optional.of(new Known(asked.id(), new Idempotency(key, fingerprint))));
        }
        return true;
    }

    private void count(Sql sql, Set<SessionOf> sessions) {
        sessions.forEach(session -> pending.put(session, 0L));
        sql.each(
                PENDING,
                row -> {
                    var session = new SessionId(row.text());
                    pending.replace(new SessionOf(new Tenant(row.text()), session), row.number());
                    return true;
                },
                (Object) texts(sessions, session -> session.session().value()));
    }

    private static SessionOf sessionOf(Kept kept) {
        return new SessionOf(kept.asked().tenant(), kept.asked().session());
    }

    private static <T> Set<T> set(Collection<Foresight> foresights, Function<Foresight, @Nullable T> part) {
        var all = new LinkedHashSet<T>();
        for (Foresight foresight : foresights) {
            T one = part.apply(foresight);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static <T> void look(Set<T> wanted, Consumer<Set<T>> looking) {
        if (!wanted.isEmpty()) {
            looking.accept(wanted);
        }
    }

    private static <T> String[] texts(Set<T> wanted, Function<T, String> text) {
        return wanted.stream().map(text).toArray(String[]::new);
    }
}
