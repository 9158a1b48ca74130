package dev.holdpoint.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.store.sqlite.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a store's file has, as JSON. */
final class InventoryJson {

    private InventoryJson() {}

    /** With the file's name. */
    static Json of(String file, Inventory inventory) {
        byte[] text = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("file", file);
            write(json, inventory);
            json.writeEndObject();
        });
        return new Json(new String(text, StandardCharsets.UTF_8));
    }

    /** As members of an object that was begun; what was not counted is null. */
    static void write(JsonGenerator json, Inventory inventory) throws IOException {
        Inventory.Counts counts = inventory.counts();
        Instant newestAt = counts == null ? null : counts.newestAt();
        json.writeNumberField("schema", inventory.schema());
        json.writeNumberField("bytes", inventory.bytes());
        write(json, "interactions", counts == null ? null : counts.interactions());
        write(json, "pending", counts == null ? null : counts.pending());
        write(json, "events", counts == null ? null : counts.events());
        write(json, "newestEvent", counts == null ? null : counts.newest());
        json.writeStringField("newestEventAt", newestAt == null ? null : newestAt.toString());
    }

    private static void write(JsonGenerator json, String name, @Nullable Long number) throws IOException {
        json.writeFieldName(name);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }
}
