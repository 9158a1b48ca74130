package dev.holdpoint.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.json.JsonOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON shape of an interaction: all members, always. What came in as JSON goes out as it came. */
public final class InteractionView {

    private InteractionView() {}

    public static byte[] encode(Interaction interaction) {
        return JsonOutput.encode(json -> write(json, interaction));
    }

    public static void write(JsonGenerator json, Interaction interaction) throws IOException {
        var ask = interaction.ask();
        var settlement = interaction.settlement();
        json.writeStartObject();
        json.writeStringField("id", interaction.id().toString());
        json.writeStringField("type", ask.type().value());
        json.writeStringField("sessionId", ask.session().value());
        json.writeStringField("title", ask.title());
        writeRaw(json, "data", ask.data());
        writeRaw(json, "metadata", ask.metadata());
        writeRaw(json, "responseSchema", ask.responseSchema());
        json.writeStringField("status", interaction.status().toString());
        json.writeStringField("requestedAt", Times.format(interaction.requestedAt()));
        writeIdentity(json, "requestedBy", interaction.requestedBy());
        json.writeStringField("expiresAt", Times.format(interaction.expiresAt()));
        writeOnExpiry(json, ask.onExpiry());
        json.writeStringField("decidedAt", settlement == null ? null : Times.format(settlement.at()));
        writeIdentity(json, "decidedBy", settlement == null ? null : settlement.by());
        json.writeBooleanField("separate", ask.isSeparate());
        json.writeStringField(
                "origin", settlement == null ? null : settlement.origin().toString());
        writeRaw(json, "response", settlement == null ? null : settlement.response());
        json.writeStringField("reason", settlement == null ? null : settlement.reason());
        json.writeEndObject();
    }

    private static void writeOnExpiry(JsonGenerator json, @Nullable OnExpiry onExpiry) throws IOException {
        json.writeFieldName("onExpiry");
        switch (onExpiry) {
            case null -> json.writeNull();
            case OnExpiry.Resolve resolve -> {
                json.writeStartObject();
                writeRaw(json, "resolve", resolve.response());
                json.writeEndObject();
            }
            case OnExpiry.Reject reject -> {
                json.writeStartObject();
                json.writeStringField("reject", reject.reason());
                json.writeEndObject();
            }
        }
    }

    /** Somebody, or null. */
    public static void writeIdentity(JsonGenerator json, String name, @Nullable Identity identity) throws IOException {
        json.writeFieldName(name);
        if (identity == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("id", identity.id());
        json.writeStringField("kind", identity.kind().toString());
        json.writeStringField("name", identity.name());
        json.writeEndObject();
    }

    private static void writeRaw(JsonGenerator json, String name, @Nullable Json value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value == null ? "null" : value.text());
    }
}
