package dev.holdpoint.rest;

import dev.holdpoint.broker.AskResult;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.wire.InteractionView;
import dev.holdpoint.wire.Refusals;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;

/** What callers are answered that got what they asked for; the others get {@link Refusals}. */
final class Answers {

    private static final String PATH = "/v1/interactions/";

    private Answers() {}

    static ResponseBuilder json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON);
    }

    /** Something that is looked at, and may be otherwise the next time. */
    static ResponseBuilder read(byte[] body) {
        return json(body).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    static Response asked(AskResult result, Optional<Long> wait, String prefix) {
        return switch (result) {
            case AskResult.Created(Interaction made) ->
                asked(made, wait, prefix).build();
            case AskResult.Replayed(Interaction known) ->
                asked(known, wait, prefix)
                        .header(Headers.IDEMPOTENCY_REPLAYED, "true")
                        .build();
            case AskResult refused -> throw Refusals.of(refused);
        };
    }

    static Response settled(SettleResult result) {
        return switch (result) {
            case SettleResult.Won(Interaction won) ->
                json(InteractionView.encode(won)).build();
            case SettleResult.Replayed(Interaction won) ->
                json(InteractionView.encode(won))
                        .header(Headers.IDEMPOTENCY_REPLAYED, "true")
                        .build();
            case SettleResult.Lost lost -> throw Refusals.of(lost);
            case SettleResult.Refused refused -> throw Refusals.of(refused);
            case SettleResult.Forbidden forbidden -> throw Refusals.of(forbidden);
            case SettleResult.Invalid invalid -> throw Refusals.of(invalid);
            case SettleResult.Unknown() -> throw Refusals.unknown();
        };
    }

    static String location(Interaction interaction) {
        return PATH + interaction.id();
    }

    static void applied(ResponseBuilder answer, Optional<Long> wait) {
        wait.ifPresent(seconds -> answer.header(Headers.PREFERENCE_APPLIED, "wait=" + seconds));
    }

    private static ResponseBuilder asked(Interaction interaction, Optional<Long> wait, String prefix) {
        boolean isAwaited = wait.isPresent() && wait.get() > 0;
        int status = !isAwaited ? 201 : interaction.isPending() ? 202 : 200;
        var answer = json(InteractionView.encode(interaction))
                .status(status)
                .header(HttpHeaders.LOCATION, prefix + location(interaction));
        applied(answer, wait);
        return answer;
    }
}
