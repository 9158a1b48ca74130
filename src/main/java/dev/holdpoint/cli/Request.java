package dev.holdpoint.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Tenant;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.json.Members;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What whoever runs the service wants. */
sealed interface Request {

    /** In bytes, as JSON. */
    int MAX_SIZE = 64 << 10;

    Tenant tenant();

    /** Make a token; {@code body} as {@code POST /v1/tokens} takes it. */
    record MakeToken(Tenant tenant, Json body) implements Request {}

    record ListTokens(Tenant tenant) implements Request {}

    record RevokeToken(Tenant tenant, String id) implements Request {}

    /** Make a link for somebody; {@code body} as {@code POST /v1/sign-in-links} takes it. */
    record MakeLink(Tenant tenant, Json body) implements Request {}

    /** Make a link for whoever runs the service. */
    record MakeLocalLink(Tenant tenant) implements Request {
        MakeLocalLink() {
            this(Tenant.DEFAULT);
        }
    }

    /**
     * Make a backup of all that is kept.
     *
     * @param file an absolute path, as the server sees it
     */
    record MakeBackup(Tenant tenant, String file, boolean replaces) implements Request {
        MakeBackup(String file, boolean replaces) {
            this(Tenant.DEFAULT, file, replaces);
        }
    }

    /** Compact: one line. */
    default byte[] encode() {
        return switch (this) {
            case MakeToken(Tenant tenant, Json body) -> encode("make-token", tenant, json -> writeBody(json, body));
            case ListTokens(Tenant tenant) -> encode("list-tokens", tenant, json -> {});
            case RevokeToken(Tenant tenant, String id) ->
                encode("revoke-token", tenant, json -> json.writeStringField("id", id));
            case MakeLink(Tenant tenant, Json body) -> encode("make-link", tenant, json -> writeBody(json, body));
            case MakeLocalLink(Tenant tenant) -> encode("make-local-link", tenant, json -> {});
            case MakeBackup(Tenant tenant, String file, boolean replaces) ->
                encode("make-backup", tenant, json -> {
                    json.writeStringField("file", file);
                    json.writeBooleanField("replaces", replaces);
                });
        };
    }

    /**
     * Reads one.
     *
     * @throws ProblemException where it is none
     */
    static Request parse(byte[] bytes) {
        Members members = StrictJson.read(bytes, MAX_SIZE);
        String wanted = members.requiredString("do", text -> true, "a string is needed here");
        String tenant = members.requiredString("tenant", Tenant::isValid, Tenant.NEEDED);
        check(members);
        var of = new Tenant(Objects.requireNonNull(tenant));
        Request request = switch (Objects.requireNonNull(wanted)) {
            case "make-token" -> new MakeToken(of, body(members));
            case "list-tokens" -> new ListTokens(only(members, of));
            case "revoke-token" -> new RevokeToken(of, id(members));
            case "make-link" -> new MakeLink(of, body(members));
            case "make-local-link" -> new MakeLocalLink(only(members, of));
            case "make-backup" -> backup(members, of);
            default -> {
                members.report("do", "this version of the server does not know that");
                yield new ListTokens(of);
            }
        };
        check(members);
        return request;
    }

    private static byte[] encode(String wanted, Tenant tenant, JsonOutput.Content more) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("do", wanted);
            json.writeStringField("tenant", tenant.name());
            more.write(json);
            json.writeEndObject();
        });
    }

    private static void writeBody(JsonGenerator json, Json body) throws IOException {
        json.writeFieldName("body");
        json.writeRawValue(body.text());
    }

    private static Tenant only(Members members, Tenant tenant) {
        members.allowOnly(Set.of("do", "tenant"));
        return tenant;
    }

    private static Json body(Members members) {
        Json body = members.allowOnly(Set.of("do", "tenant", "body")).object("body");
        if (body == null) {
            members.report("body", "missing: an object is needed here");
            return Json.EMPTY_OBJECT;
        }
        return body;
    }

    private static String id(Members members) {
        @Nullable String id = members.allowOnly(Set.of("do", "tenant", "id"))
                .requiredString("id", text -> true, "a string is needed here");
        return Objects.requireNonNullElse(id, "");
    }

    private static MakeBackup backup(Members members, Tenant tenant) {
        Members own = members.allowOnly(Set.of("do", "tenant", "file", "replaces"));
        @Nullable String file = own.requiredString(
                "file", Request::isAbsolute, "an absolute path is needed here, without control characters");
        return new MakeBackup(tenant, Objects.requireNonNullElse(file, ""), Boolean.TRUE.equals(own.truth("replaces")));
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute() && path.chars().noneMatch(Character::isISOControl);
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private static void check(Members members) {
        if (!members.violations().isEmpty()) {
            throw new ProblemException(Problem.of(members.violations()));
        }
    }
}
