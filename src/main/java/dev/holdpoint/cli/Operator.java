package dev.holdpoint.cli;

import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Issued;
import dev.holdpoint.access.Issuing;
import dev.holdpoint.access.SigningIn;
import dev.holdpoint.access.TokenRequest;
import dev.holdpoint.broker.Fatal;
import dev.holdpoint.broker.OverloadedException;
import dev.holdpoint.broker.StoreUnavailableException;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.Permission;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.store.sqlite.Backup;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Does what whoever runs the service wants: as somebody who manages the tenant, and whom nobody knows. Thread-safe. */
public final class Operator {

    private static final Grant MANAGES = new Grant(Set.of(Permission.MANAGE), Limits.NONE, false);
    private static final System.Logger LOG = System.getLogger(Operator.class.getName());

    private final Issuing issuing;
    private final SigningIn signingIn;
    private final CredentialJson json;
    private final Auditing audit;
    private final BackingUp backups;
    private final String address;

    /**
     * @param address where the service begins, with a slash at its end
     */
    public Operator(
            Issuing issuing,
            SigningIn signingIn,
            CredentialJson json,
            Auditing audit,
            BackingUp backups,
            String address) {
        this.issuing = issuing;
        this.signingIn = signingIn;
        this.json = json;
        this.audit = audit;
        this.backups = backups;
        this.address = address;
    }

    /** Hears what was made, revoked and given out. */
    public interface Auditing {
        void onCredential(Call by, String event, String subject);
    }

    /** Answers a request as it came, whatever it is; blocks nobody and never fails. */
    Uni<byte[]> answer(byte[] request, AdminSocket.Hearing hearing) {
        Backup.Progress progress =
                (bytes, of) -> hearing.tell(Underway.of(bytes, of).encode());
        return Uni.createFrom()
                .deferred(() -> answer(Request.parse(request), progress))
                .onFailure()
                .recoverWithItem(Operator::refusal)
                .map(Answer::encode);
    }

    Uni<Answer> answer(Request request) {
        return answer(request, Backup.Progress.NONE);
    }

    private Uni<Answer> answer(Request request, Backup.Progress progress) {
        return Uni.createFrom()
                .deferred(() -> perform(request, progress))
                .onFailure()
                .recoverWithItem(Operator::refusal);
    }

    private Uni<Answer> perform(Request request, Backup.Progress progress) {
        Call by = new Call(new Caller(request.tenant(), null, null, MANAGES), null);
        return switch (request) {
            case Request.MakeToken(Tenant ignored, Json body) -> make(by, json.token(bytes(body)));
            case Request.ListTokens(Tenant ignored) -> issuing.list(by).map(tokens -> done(json.list(tokens)));
            case Request.RevokeToken(Tenant ignored, String id) -> revoke(by, id);
            case Request.MakeLink(Tenant ignored, Json body) ->
                signingIn.invite(by.caller(), json.link(bytes(body))).map(issued -> linked(by, issued));
            case Request.MakeLocalLink(Tenant ignored) ->
                signingIn.inviteLocal().map(issued -> linked(by, issued));
            case Request.MakeBackup(Tenant ignored, String file, boolean replaces) ->
                backups.make(Path.of(file), replaces, progress)
                        .map(made -> {
                            audit.onCredential(by, "backup-made", file);
                            return (Answer) new Answer.Done(InventoryJson.of(file, made));
                        })
                        .onFailure(IllegalStateException.class)
                        .recoverWithItem(refused -> new Answer.Refused(String.valueOf(refused.getMessage())));
        };
    }

    private Uni<Answer> make(Call by, TokenRequest asked) {
        return issuing.make(by, asked).map(issued -> {
            if (issued instanceof Issued.Token(Credential made, String secret)) {
                audit.onCredential(by, "token-made", made.id());
                return done(json.made(made, secret));
            }
            return refused(issued);
        });
    }

    private Uni<Answer> revoke(Call by, String id) {
        return issuing.list(by)
                .chain(all -> issuing.revoke(by, id).map(isRevoked -> {
                    if (!isRevoked) {
                        return new Answer.Refused("there is no token '" + id + "' in the tenant '"
                                + by.caller().tenant() + "', or not any more");
                    }
                    audit.onCredential(by, "token-revoked", id);
                    return done(json.list(withDescendants(id, all)));
                }));
    }

    private Answer linked(Call by, Issued issued) {
        if (issued instanceof Issued.Link link) {
            audit.onCredential(by, "link-made", link.who());
            return done(json.link(address + AccessSettings.SIGN_IN_FRAGMENT + link.secret(), link.expiresAt()));
        }
        return refused(issued);
    }

    private static List<Credential> withDescendants(String id, List<Credential> all) {
        var ids = new HashSet<String>(Set.of(id));
        return all.stream() // a child was made after its parent
                .filter(one -> one.id().equals(id) || (one.parent() != null && ids.contains(one.parent())))
                .filter(one -> ids.add(one.id()) || one.id().equals(id))
                .toList();
    }

    private static Answer done(byte[] result) {
        return new Answer.Done(new Json(new String(result, StandardCharsets.UTF_8)));
    }

    private static Answer refused(Issued issued) {
        return switch (issued) {
            case Issued.Refused(Violation why) -> refused(why);
            case Issued.Invalid(Violation why) -> refused(why);
            case Issued other -> throw new IllegalStateException("not asked for: " + other.getClass());
        };
    }

    private static Answer refused(Violation why) {
        return new Answer.Refused(why.pointer().isEmpty() ? why.detail() : why.pointer() + ": " + why.detail());
    }

    private static Answer refusal(Throwable failure) {
        Fatal.check(failure);
        return switch (failure) {
            case ProblemException problem ->
                new Answer.Refused(problem.problem().detail());
            case StoreUnavailableException away -> new Answer.Refused("the store is unavailable: " + away.getMessage());
            case OverloadedException busy -> new Answer.Refused("the server is overloaded: " + busy.getMessage());
            default -> {
                LOG.log(Level.ERROR, "a command of whoever runs the service failed", failure);
                yield new Answer.Refused("that failed within ("
                        + failure.getClass().getSimpleName() + "); the log of the server tells more");
            }
        };
    }

    private static byte[] bytes(Json body) {
        return body.text().getBytes(StandardCharsets.UTF_8);
    }
}
