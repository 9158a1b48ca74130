package dev.holdpoint.access;

import dev.holdpoint.interaction.Tenant;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps credentials. When a {@code Uni} completes, what it tells is durable, and every read that begins afterwards sees
 * it. Any of them may fail as those of {@link dev.holdpoint.broker.Store} do. Thread-safe; no call blocks.
 */
public interface Tokens {

    /** How many a token may descend from, itself counted. */
    int GENERATIONS = 4;

    /** How many living tokens a family may have. */
    int FAMILY = 1_000;

    /** Keeps a token; one that has a parent only as long as that is kept and the family has room, in one transaction. */
    Uni<Made> make(NewCredential made);

    Uni<Optional<Credential>> find(String hash);

    /** Those of these that are kept, and not expired. */
    Uni<List<Credential>> living(Set<String> ids);

    /** The tokens of a tenant that are not expired, in the order in which they were made. */
    Uni<List<Credential>> list(Tenant tenant);

    /** Deletes a credential and all that descends from it, in one transaction; tells the identifiers of all these. */
    Uni<Set<String>> revoke(Tenant tenant, String id);

    /** Keeps when credentials were used last; what is not kept any more is left out. */
    Uni<Void> use(Map<String, Instant> moments);
}
