package dev.holdpoint.rest;

import dev.holdpoint.interaction.Identity;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OutcomeName;
import dev.holdpoint.interaction.Settlement;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Times;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How interactions are exported. */
enum ExportFormat {

    /** Each as lists have it, on a line of its own. */
    JSONL("application/x-ndjson", "") {
        @Override
        void write(Interaction interaction, Buffer text) {
            text.appendBytes(InteractionView.encode(interaction)).appendString("\n");
        }
    },

    /** A row for each, after one with the names of the columns; what is JSON is JSON in its column too. */
    CSV("text/csv", "; charset=utf-8; header=present") {
        @Override
        void begin(Buffer text) {
            text.appendString(Csv.row(COLUMNS));
        }

        @Override
        void write(Interaction interaction, Buffer text) {
            text.appendString(Csv.row(row(interaction)));
        }
    };

    private static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "sessionId",
            "title",
            "status",
            "outcome",
            "origin",
            "requestedAt",
            "requestedBy",
            "decidedAt",
            "decidedBy",
            "expiresAt",
            "reason",
            "response",
            "data",
            "metadata");

    private final String mediaType;
    private final String parameters;

    ExportFormat(String mediaType, String parameters) {
        this.mediaType = mediaType;
        this.parameters = parameters;
    }

    static Optional<ExportFormat> parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(text))
                .findFirst();
    }

    String mediaType() {
        return mediaType;
    }

    String contentType() {
        return mediaType + parameters;
    }

    /** What names of files end with, and what the format is asked for by. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes what comes before the first interaction. */
    void begin(Buffer text) {}

    abstract void write(Interaction interaction, Buffer text);

    private static List<@Nullable String> row(Interaction interaction) {
        var ask = interaction.ask();
        Settlement settlement = interaction.settlement();
        Json response = settlement == null ? null : settlement.response();
        return Arrays.asList(
                interaction.id().toString(),
                ask.type().value(),
                ask.session().value(),
                ask.title(),
                interaction.status().toString(),
                OutcomeName.of(interaction).map(OutcomeName::toString).orElse(null),
                settlement == null ? null : settlement.origin().toString(),
                Times.format(interaction.requestedAt()),
                id(interaction.requestedBy()),
                settlement == null ? null : Times.format(settlement.at()),
                settlement == null ? null : id(settlement.by()),
                Times.format(interaction.expiresAt()),
                settlement == null ? null : settlement.reason(),
                response == null ? null : response.text(),
                ask.data().text(),
                ask.metadata().text());
    }

    private static @Nullable String id(@Nullable Identity identity) {
        return identity == null ? null : identity.id();
    }
}
