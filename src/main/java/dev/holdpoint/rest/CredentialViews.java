package dev.holdpoint.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Credential;
import dev.holdpoint.access.Shown;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON shapes of credentials, and of who somebody is. No limit is null. */
public final class CredentialViews {

    private CredentialViews() {}

    /**
     * A token's record.
     *
     * @param secret told once, where it was just made
     */
    public static byte[] token(Credential token, Optional<String> secret) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            writeMembers(json, token);
            if (secret.isPresent()) {
                json.writeStringField("token", secret.get());
            }
            json.writeEndObject();
        });
    }

    public static byte[] tokens(List<Credential> tokens) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Credential token : tokens) {
                json.writeStartObject();
                writeMembers(json, token);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    public static byte[] link(String url, Instant expiresAt) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("url", url);
            json.writeStringField("expiresAt", Times.format(expiresAt));
            json.writeEndObject();
        });
    }

    /**
     * Who somebody is.
     *
     * @param secret told once, to whoever just signed in and has no cookie
     */
    static byte[] me(Call call, AccessMode mode, Optional<String> secret) {
        Shown credential = call.credential();
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            InteractionView.writeIdentity(json, "caller", call.caller().identity());
            json.writeStringField("tenant", call.caller().tenant().name());
            writeGrant(json, call.caller().grant());
            json.writeStringField("via", call.via());
            json.writeStringField("expiresAt", credential == null ? null : Times.format(credential.expiresAt()));
            json.writeStringField("access", mode.toString());
            if (secret.isPresent()) {
                json.writeStringField("token", secret.get());
            }
            json.writeEndObject();
        });
    }

    private static void writeMembers(JsonGenerator json, Credential token) throws IOException {
        json.writeStringField("id", token.id());
        json.writeStringField("name", token.name());
        writeGrant(json, token.grant());
        writePerson(json, token.identity());
        json.writeStringField("tenant", token.tenant().name());
        json.writeStringField("createdAt", Times.format(token.createdAt()));
        InteractionView.writeIdentity(json, "createdBy", token.createdBy());
        json.writeStringField("expiresAt", Times.format(token.expiresAt()));
        json.writeStringField("lastUsedAt", time(token.lastUsedAt()));
        json.writeStringField("parent", token.parent());
        json.writeStringField("ending", token.ending());
    }

    private static void writeGrant(JsonGenerator json, Grant grant) throws IOException {
        write(json, "permissions", grant.permissions());
        write(json, "sessions", grant.limits().sessions().isEmpty() ? null : sessions(grant));
        write(
                json,
                "types",
                grant.limits().types().isEmpty() ? null : grant.limits().types());
    }

    private static List<String> sessions(Grant grant) {
        return grant.limits().sessions().stream().map(pattern -> pattern.text()).toList();
    }

    private static void writePerson(JsonGenerator json, Identity identity) throws IOException {
        json.writeFieldName("person");
        if (identity.kind() == Identity.Kind.PERSON) {
            json.writeStartObject();
            json.writeStringField("name", identity.name());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }

    private static void write(JsonGenerator json, String name, @Nullable Collection<?> values) throws IOException {
        json.writeFieldName(name);
        if (values == null) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (String text : values.stream().map(Object::toString).sorted().toList()) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static @Nullable String time(@Nullable Instant moment) {
        return moment == null ? null : Times.format(moment);
    }
}
