package dev.holdpoint.broker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What responses must satisfy, known without asking the store where it was asked of late. Bounded in bytes, and
 * nothing but a copy: what is not in it is read. Thread-safe.
 */
final class Requirements {

    private static final long MAX_SIZE = 8L << 20;
    private static final int ENTRY = 200;

    private final Store store;
    private final Cache<InteractionId, Requirement> known = Caffeine.newBuilder()
            .maximumWeight(MAX_SIZE)
            .weigher((InteractionId id, Requirement requirement) -> ENTRY + size(requirement))
            .executor(Runnable::run)
            .build();

    Requirements(Store store) {
        this.store = store;
    }

    Uni<Optional<Requirement>> of(InteractionId id) {
        Requirement present = known.getIfPresent(id);
        return present == null ? store.requirement(id) : Uni.createFrom().item(Optional.of(present));
    }

    /** Remembers it of something that was just asked. */
    void learn(Interaction asked) {
        known.put(asked.id(), Requirement.of(asked));
    }

    /** Nobody has to satisfy it any more. */
    void forget(InteractionId id) {
        known.invalidate(id);
    }

    private static int size(Requirement requirement) {
        return requirement.schema() == null ? 0 : requirement.schema().size();
    }
}
