package dev.holdpoint.store.memory;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Invitation;
import dev.holdpoint.access.NewCredential;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Credentials;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials that the memory store remembers. Not thread-safe. */
final class MemoryCredentials implements Credentials {

    private final Map<String, NewCredential> byId = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>(); // by hash
    private final Map<String, Invitation> invitations = new HashMap<>();

    Optional<Credential> findByHash(String hash) {
        return Optional.ofNullable(ids.get(hash)).flatMap(this::credential);
    }

    List<Credential> living(Set<String> wanted, Instant now) {
        return wanted.stream()
                .flatMap(id -> credential(id).stream())
                .filter(one -> !one.isExpired(now))
                .toList();
    }

    List<Credential> tokens(Tenant tenant, Instant now) {
        return byId.values().stream()
                .map(NewCredential::credential)
                .filter(one -> one.isToken() && one.tenant().equals(tenant) && !one.isExpired(now))
                .toList();
    }

    private Optional<Credential> credential(String id) {
        return Optional.ofNullable(byId.get(id)).map(NewCredential::credential);
    }

    void use(Map<String, Instant> moments) {
        moments.forEach((id, moment) -> byId.computeIfPresent(
                id,
                (_, kept) -> new NewCredential(kept.hash(), kept.credential().usedAt(moment))));
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    @Override
    public Optional<Credential> findById(Tenant tenant, String id) {
        return credential(id).filter(one -> one.tenant().equals(tenant));
    }

    @Override
    public List<Credential> childrenOf(String id) {
        return byId.values().stream()
                .map(NewCredential::credential)
                .filter(one -> id.equals(one.parent()))
                .toList();
    }

    @Override
    public long countLiving(Family family, Instant now) {
        return byId.values().stream()
                .map(NewCredential::credential)
                .filter(one -> one.family().equals(family) && !one.isExpired(now))
                .count();
    }

    @Override
    public void insert(NewCredential made) {
        byId.put(made.credential().id(), made);
        ids.put(made.hash(), made.credential().id());
    }

    @Override
    public void delete(String id) {
        NewCredential deleted = byId.remove(id);
        if (deleted != null) {
            ids.remove(deleted.hash());
        }
    }

    @Override
    public void deleteExpired(Instant now) {
        byId.values().stream()
                .map(NewCredential::credential)
                .filter(one -> one.isExpired(now))
                .map(Credential::id)
                .toList()
                .forEach(this::delete);
        invitations.values().removeIf(one -> !now.isBefore(one.expiresAt()));
    }

    @Override
    public Optional<Invitation> find(String hash) {
        return Optional.ofNullable(invitations.get(hash));
    }

    @Override
    public void insert(Invitation invitation) {
        invitations.put(invitation.hash(), invitation);
    }

    @Override
    public void deleteInvitation(String hash) {
        invitations.remove(hash);
    }
}
