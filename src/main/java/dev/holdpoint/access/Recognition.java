package dev.holdpoint.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.holdpoint.access.Recognised.Why;
import dev.holdpoint.broker.Timers;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows credentials by their secrets, and learns when one ends: at once where that is said in this process, within seconds
 * where another one said it. What was good and cannot be looked at again, for the store is away, stays good. Thread-safe.
 */
public final class Recognition {

    /** How long something is believed without another look; also how often what is held is looked at. */
    static final Duration BELIEVED = Duration.ofSeconds(2);

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(30);
    private static final int REMEMBERED = 10_000;
    private static final System.Logger LOG = System.getLogger(Recognition.class.getName());

    private final Tokens tokens;
    private final Timers timers;
    private final InstantSource clock;
    private final Duration idle;
    private final Cache<String, Credential> believed;
    private final Cache<String, Boolean> revoked;

    /** When credentials were used last, as far as it is known here; and of that what is not kept yet. */
    private final Cache<String, Instant> used;

    private final Map<String, Instant> unnoted = new ConcurrentHashMap<>();
    /** What is held by a credential, by its identifier; the sets are touched within computations of the map only. */
    private final Map<String, Holds> held = new ConcurrentHashMap<>();

    private volatile Instant noteAfter;
    private volatile boolean isStopped;

    public Recognition(Tokens tokens, Timers timers, InstantSource clock, Duration idle) {
        this.tokens = tokens;
        this.timers = timers;
        this.clock = clock;
        this.idle = idle;
        Ticker ticker = () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        this.believed = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(BELIEVED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.revoked = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(BELIEVED.multipliedBy(10)) // longer than any read takes that began before
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.used = Caffeine.newBuilder()
                .maximumSize(10 * REMEMBERED)
                .expireAfterWrite(idle)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.noteAfter = clock.instant().plus(BETWEEN_NOTES);
    }

    /** What lasts as long as a credential is good; each ends once. */
    private record Holds(Shown credential, Set<Held> all) {}

    /** One of them: two are never the same. */
    private static final class Held {

        private final Runnable onEnd;

        Held(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        /** One that fails keeps none of the others. */
        void end() {
            try {
                onEnd.run();
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "what was held could not be ended", broken);
            }
        }
    }

    /** Lets go of what was held. */
    public interface Hold {
        void release();
    }

    public void start() {
        timers.after(BELIEVED, this::look);
    }

    /** Keeps what is not kept yet of when credentials were used. */
    public Uni<Void> stop() {
        isStopped = true;
        return note();
    }

    /** What a secret that was shown is worth; where somebody is known by it, that counts as a use. */
    Uni<Recognised> recognise(String shown) {
        if (!Secret.isWhole(shown)) {
            return Uni.createFrom().item(new Recognised.Unknown(Why.MALFORMED));
        }
        String hash = new Secret(shown).hash();
        Credential known = believed.getIfPresent(hash);
        return (known != null ? Uni.createFrom().item(Optional.of(known)) : tokens.find(hash))
                .map(found -> found.isEmpty() ? new Recognised.Unknown(Why.NOT_THERE) : judge(hash, found.get()));
    }

    private Recognised judge(String hash, Credential found) {
        Why over = revoked.getIfPresent(found.id()) == null ? over(found) : Why.REVOKED;
        if (over != null) {
            return new Recognised.Unknown(over);
        }
        believed.asMap().putIfAbsent(hash, found);
        Instant now = now();
        used.put(found.id(), now);
        unnoted.put(found.id(), now);
        return new Recognised.Known(found);
    }

    /** Has {@code onEnd} run once the credential is not good any more, unless it is released before. */
    public Hold hold(Shown credential, Runnable onEnd) {
        var one = new Held(onEnd);
        held.compute(credential.id(), (id, known) -> {
            Holds holds = known == null ? new Holds(credential, new HashSet<>()) : known;
            holds.all.add(one);
            return holds;
        });
        if (revoked.getIfPresent(credential.id()) != null) {
            end(credential.id());
        }
        return () -> held.computeIfPresent(credential.id(), (id, holds) -> {
            holds.all.remove(one);
            return holds.all.isEmpty() ? null : holds;
        });
    }

    /** Credentials were revoked: nobody is known by them any more. */
    void onRevoked(Set<String> ids) {
        ids.forEach(id -> revoked.put(id, true));
        believed.asMap().values().removeIf(known -> ids.contains(known.id()));
        ids.forEach(this::end);
    }

    /** Why a credential that is kept is not good any more; null where it is. */
    private @Nullable Why over(Credential credential) {
        Instant now = now();
        if (credential.isExpired(now)) {
            return Why.EXPIRED;
        }
        Instant last = later(credential.lastUsedAt(), used.getIfPresent(credential.id()));
        return !credential.isToken() && last != null && !now.isBefore(last.plus(idle)) ? Why.IDLE : null;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** Looks at all that is held. */
    private void look() {
        if (isStopped) {
            return;
        }
        Instant now = now();
        held.forEach((id, holds) -> {
            if (holds.credential.isExpired(now)) {
                end(id);
            }
        });
        Set<String> ids = idsOfKept();
        Uni<Void> looked = ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : tokens.living(ids).invoke(living -> endAllBut(living, ids)).replaceWithVoid();
        looked.chain(() ->
                        clock.instant().isBefore(noteAfter) ? Uni.createFrom().voidItem() : note())
                .subscribe()
                .with(ignored -> start(), failure -> {
                    LOG.log(Level.DEBUG, "credentials could not be looked at: {0}", failure.getMessage());
                    start();
                });
    }

    /** Those of what is held that are of the store, where another process may revoke them. */
    private Set<String> idsOfKept() {
        return held.values().stream()
                .map(Holds::credential)
                .filter(Credential.class::isInstance)
                .map(Shown::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Another process may know of a later use. */
    private void endAllBut(List<Credential> living, Set<String> ids) {
        Set<String> good = living.stream()
                .filter(credential -> over(credential) == null)
                .map(Credential::id)
                .collect(Collectors.toUnmodifiableSet());
        ids.stream().filter(id -> !good.contains(id)).forEach(this::end);
    }

    private Uni<Void> note() {
        noteAfter = clock.instant().plus(BETWEEN_NOTES);
        Map<String, Instant> noted = new HashMap<>(unnoted);
        return noted.isEmpty()
                ? Uni.createFrom().voidItem()
                : tokens.use(noted).invoke(() -> noted.forEach(unnoted::remove));
    }

    private void end(String id) {
        Holds ended = held.remove(id);
        if (ended != null) {
            ended.all.forEach(Held::end);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
