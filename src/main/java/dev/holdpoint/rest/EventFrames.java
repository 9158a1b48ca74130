package dev.holdpoint.rest;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Snapshot;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.stream.EventEncoding;
import dev.holdpoint.wire.InteractionView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events as server-sent events (WHATWG HTML, section 9.2). Their JSON is on one line. */
public final class EventFrames implements EventEncoding {

    @Override
    public byte[] event(InteractionEvent event) {
        Interaction interaction = event.interaction();
        String name = switch (event.kind()) {
            case REQUESTED -> "requested";
            case SETTLED -> interaction.status().toString();
        };
        return frame(event.number(), "interaction-" + name, InteractionView.encode(interaction));
    }

    @Override
    public byte[] sync(Snapshot snapshot) {
        byte[] data = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("pending");
            for (Interaction interaction : snapshot.pending()) {
                InteractionView.write(json, interaction);
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", snapshot.truncated());
            json.writeEndObject();
        });
        return frame(snapshot.number(), "sync", data);
    }

    private static byte[] frame(long number, String name, byte[] data) {
        byte[] head = ("id: " + number + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        var frame = new ByteArrayOutputStream(head.length + data.length + 2);
        frame.writeBytes(head);
        frame.writeBytes(data);
        frame.write('\n');
        frame.write('\n');
        return frame.toByteArray();
    }
}
