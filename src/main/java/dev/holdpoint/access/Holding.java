package dev.holdpoint.access;

import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is held for callers, waits and streams: so many for each, and no longer than their credentials are good. Thread-safe.
 */
public final class Holding {

    private final Recognition recognition;
    private final int waits;
    private final int streams;
    private final Map<Who, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<Who, Integer> listening = new ConcurrentHashMap<>();

    public Holding(Recognition recognition, AccessSettings settings) {
        this.recognition = recognition;
        this.waits = settings.waits();
        this.streams = settings.streams();
    }

    /** All anonymous callers count as one. */
    private record Who(Tenant tenant, @Nullable String id) {
        static Who of(Caller caller) {
            return new Who(caller.tenant(), caller.id());
        }
    }

    /**
     * An answer that is waited for, from when it is subscribed to; it fails where the credential ends before, and with a
     * {@link ProblemException} where the caller waits for as many as it may.
     */
    public <T> Uni<T> wait(Call call, Supplier<Uni<T>> answer) {
        Who who = Who.of(call.caller());
        return Uni.createFrom().deferred(() -> {
            if (!enter(waiting, who, waits)) {
                throw new ProblemException(
                        Kind.RATE_LIMITED, "this caller awaits " + waits + " at once, which is the most");
            }
            return Uni.createFrom()
                    .deferred(() -> untilEnd(call.credential(), answer))
                    .onTermination()
                    .invoke(() -> leave(waiting, who));
        });
    }

    private <T> Uni<T> untilEnd(@Nullable Shown credential, Supplier<Uni<T>> answer) {
        Uni<T> answered = answer.get();
        if (credential == null) {
            return answered;
        }
        var end = new CompletableFuture<T>();
        Recognition.Hold hold =
                recognition.hold(credential, () -> end.completeExceptionally(UnauthenticatedException.ended()));
        return Uni.join()
                .first(answered, Uni.createFrom().completionStage(end))
                .toTerminate()
                .onTermination()
                .invoke(hold::release);
    }

    /** A stream that is held for a caller until it is released; empty where it has as many as it may. */
    public Optional<Recognition.Hold> listen(Call call, Runnable onEnd) {
        Who who = Who.of(call.caller());
        if (!enter(listening, who, streams)) {
            return Optional.empty();
        }
        Shown credential = call.credential();
        Recognition.Hold hold = credential == null ? () -> {} : recognition.hold(credential, onEnd);
        return Optional.of(() -> {
            hold.release();
            leave(listening, who);
        });
    }

    /** How many answers callers of a tenant await here. */
    public int waiters(Tenant tenant) {
        return count(waiting, tenant);
    }

    /** How many streams callers of a tenant listen to here. */
    public int tabs(Tenant tenant) {
        return count(listening, tenant);
    }

    private static int count(Map<Who, Integer> held, Tenant tenant) {
        return held.entrySet().stream()
                .filter(one -> one.getKey().tenant().equals(tenant))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static boolean enter(Map<Who, Integer> held, Who who, int most) {
        int now = held.merge(who, 1, Integer::sum);
        if (most > 0 && now > most) {
            leave(held, who);
            return false;
        }
        return true;
    }

    private static void leave(Map<Who, Integer> held, Who who) {
        held.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
    }
}
