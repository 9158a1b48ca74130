package dev.holdpoint.store;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Invitation;
import dev.holdpoint.access.Made;
import dev.holdpoint.access.NewCredential;
import dev.holdpoint.access.NewSession;
import dev.holdpoint.access.Tokens;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Tenant;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a store keeps of credentials, as one transaction sees and changes it; and what each call does there. */
public interface Credentials {

    Optional<Credential> findById(Tenant tenant, String id);

    List<Credential> childrenOf(String id);

    /** How many of a family are not expired. */
    long countLiving(Family family, Instant now);

    void insert(NewCredential made);

    void delete(String id);

    void deleteExpired(Instant now);

    Optional<Invitation> find(String hash);

    void insert(Invitation invitation);

    void deleteInvitation(String hash);

    static Made make(Credentials kept, NewCredential made, Instant now) {
        Credential token = made.credential();
        kept.deleteExpired(now);
        String parent = token.parent();
        if (parent != null) {
            if (kept.findById(token.tenant(), parent).isEmpty()) {
                return new Made.Orphan();
            }
            if (token.generation() >= Tokens.GENERATIONS) {
                return new Made.TooDeep(Tokens.GENERATIONS);
            }
            if (kept.countLiving(token.family(), now) >= Tokens.FAMILY) {
                return new Made.TooMany(Tokens.FAMILY);
            }
        }
        kept.insert(made);
        return new Made.Kept(token);
    }

    static Set<String> revoke(Credentials kept, Tenant tenant, String id) {
        var revoked = new LinkedHashSet<String>();
        var left = new ArrayDeque<Credential>();
        kept.findById(tenant, id).ifPresent(left::add);
        while (!left.isEmpty()) {
            Credential next = left.remove();
            left.addAll(kept.childrenOf(next.id()));
            kept.delete(next.id());
            revoked.add(next.id());
        }
        return revoked;
    }

    static Optional<Credential> redeem(Credentials kept, String hash, NewSession session, Instant now) {
        kept.deleteExpired(now);
        return kept.find(hash).filter(link -> now.isBefore(link.expiresAt())).map(link -> {
            kept.deleteInvitation(hash);
            Credential signedIn = session.of(link, now);
            kept.insert(new NewCredential(session.hash(), signedIn));
            return signedIn;
        });
    }
}
