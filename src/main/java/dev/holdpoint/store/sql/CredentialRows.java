package dev.holdpoint.store.sql;

import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Invitation;
import dev.holdpoint.access.NewCredential;
import dev.holdpoint.interaction.Family;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.InteractionType;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.store.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of credentials, and of links to sign in by. Permissions and types stand there in words, sessions in lines. */
record CredentialRows(Sql sql) implements Credentials {

    private static final Columns WHO = Columns.of("who", "kind", "tenant", "who_id", "who_kind", "who_name");
    private static final Columns GRANT = Columns.of("grants", "permissions", "sessions", "types", "opens");
    private static final Columns CREDENTIAL = Columns.of("credential", "id", "name")
            .and(WHO)
            .and(GRANT)
            .and(Columns.of(
                    "credential",
                    "family",
                    "generation",
                    "parent",
                    "created_at",
                    "maker_id",
                    "maker_kind",
                    "maker_name",
                    "expires_at",
                    "last_used_at",
                    "ending"));
    private static final Columns INVITATION =
            Columns.of("invitation", "hash").and(WHO).and(GRANT).and(Columns.of("invitation", "expires_at"));
    private static final String SELECT = "SELECT " + CREDENTIAL.as("c") + " FROM credential c WHERE ";

    /** Whatever it is good for, in order. */
    static final String ALL = "SELECT " + CREDENTIAL.as("c") + " FROM credential c ORDER BY c.number";

    static final String ALL_INVITATIONS = "SELECT " + INVITATION.as("i") + " FROM invitation i ORDER BY i.expires_at";

    private static final String INSERT =
            CREDENTIAL.and(Columns.of("credential", "hash")).insert();

    Optional<Credential> findByHash(String hash) {
        return sql.first(SELECT + "c.hash = ?", CredentialRows::credential, hash);
    }

    /** One by one: a statement for each number of them would push those out that are prepared. */
    List<Credential> living(Set<String> ids, Instant now) {
        return ids.stream()
                .flatMap(id ->
                        sql
                                .first(SELECT + "c.id = ? AND c.expires_at > ?", CredentialRows::credential, id, now)
                                .stream())
                .toList();
    }

    List<Credential> tokens(Tenant tenant, Instant now) {
        return sql.all(
                SELECT + "c.tenant = ? AND c.kind = ? AND c.expires_at > ? ORDER BY c.number",
                CredentialRows::credential,
                tenant.name(),
                Credential.Kind.TOKEN.toString(),
                now);
    }

    void use(Map<String, Instant> moments) {
        moments.forEach((id, moment) -> sql.update("UPDATE credential SET last_used_at = ? WHERE id = ?", moment, id));
    }

    boolean isEmpty() {
        return sql.all("SELECT 1 FROM credential LIMIT 1", Row::number).isEmpty();
    }

    @Override
    public Optional<Credential> findById(Tenant tenant, String id) {
        return sql.first(SELECT + "c.id = ? AND c.tenant = ?", CredentialRows::credential, id, tenant.name());
    }

    @Override
    public List<Credential> childrenOf(String id) {
        return sql.all(SELECT + "c.parent = ?", CredentialRows::credential, id);
    }

    @Override
    public long countLiving(Family family, Instant now) {
        return sql.number("SELECT count(*) FROM credential WHERE family = ? AND expires_at > ?", family.id(), now);
    }

    @Override
    public void insert(NewCredential made) {
        Credential credential = made.credential();
        Identity maker = credential.createdBy();
        var values = new ArrayList<@Nullable Object>(List.of(credential.id(), credential.name()));
        values.addAll(who(credential.kind(), credential.tenant(), credential.identity(), credential.grant()));
        Collections.addAll(
                values,
                credential.family().id(),
                credential.generation(),
                credential.parent(),
                credential.createdAt(),
                maker == null ? null : maker.id(),
                Rows.kind(maker),
                maker == null ? null : maker.name(),
                credential.expiresAt(),
                credential.lastUsedAt(),
                credential.ending(),
                made.hash());
        sql.update(INSERT, values.toArray());
    }

    @Override
    public void delete(String id) {
        sql.update("DELETE FROM credential WHERE id = ?", id);
    }

    @Override
    public void deleteExpired(Instant now) {
        sql.update("DELETE FROM credential WHERE expires_at <= ?", now);
        sql.update("DELETE FROM invitation WHERE expires_at <= ?", now);
    }

    @Override
    public Optional<Invitation> find(String hash) {
        return sql.first(
                "SELECT " + INVITATION.as("i") + " FROM invitation i WHERE i.hash = ?",
                CredentialRows::invitation,
                hash);
    }

    @Override
    public void insert(Invitation invitation) {
        var values = new ArrayList<@Nullable Object>(List.of(invitation.hash()));
        values.addAll(who(invitation.kind(), invitation.tenant(), invitation.identity(), invitation.grant()));
        values.add(invitation.expiresAt());
        sql.update(INVITATION.insert(), values.toArray());
    }

    /** The values of {@link #WHO} and {@link #GRANT}. */
    private static List<@Nullable Object> who(Credential.Kind kind, Tenant tenant, Identity who, Grant grant) {
        Limits limits = grant.limits();
        return Arrays.asList(
                kind.toString(),
                tenant.name(),
                who.id(),
                Rows.kind(who),
                who.name(),
                words(grant.permissions()),
                lines(limits.sessions()),
                words(limits.types()),
                grant.opensSessions());
    }

    @Override
    public void deleteInvitation(String hash) {
        sql.update("DELETE FROM invitation WHERE hash = ?", hash);
    }

    static Credential credential(Row row) {
        String id = row.text();
        String name = row.text();
        Credential.Kind kind = Credential.Kind.parse(row.text());
        var tenant = new Tenant(row.text());
        Identity who = who(row);
        Grant grant = grant(row);
        var family = new Family(row.text());
        int generation = (int) row.number();
        String parent = row.textOrNull();
        Instant createdAt = row.instant();
        Identity maker = Rows.identity(row.textOrNull(), row.textOrNull(), row.textOrNull());
        return new Credential(
                id,
                kind,
                name,
                tenant,
                who,
                family,
                generation,
                parent,
                grant,
                createdAt,
                maker,
                row.instant(),
                row.instantOrNull(),
                row.text());
    }

    static Invitation invitation(Row row) {
        return new Invitation(
                row.text(),
                Credential.Kind.parse(row.text()),
                new Tenant(row.text()),
                who(row),
                grant(row),
                row.instant());
    }

    private static Identity who(Row row) {
        return new Identity(row.text(), Identity.Kind.parse(row.text()).orElseThrow(), row.textOrNull());
    }

    private static Grant grant(Row row) {
        Set<Permission> permissions =
                set(row.textOrNull(), " ", text -> Permission.parse(text).orElseThrow());
        Set<SessionPattern> sessions = set(row.textOrNull(), "\n", SessionPattern::new);
        Set<InteractionType> types = set(row.textOrNull(), " ", InteractionType::new);
        return new Grant(permissions, new Limits(sessions, types), row.truth());
    }

    private static <T> Set<T> set(@Nullable String text, String between, Function<String, T> read) {
        return text == null || text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split(between)).map(read).collect(Collectors.toUnmodifiableSet());
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static String lines(Collection<SessionPattern> sessions) {
        return sessions.stream().map(SessionPattern::text).sorted().collect(Collectors.joining("\n"));
    }
}
