package dev.holdpoint.rest;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.SettleResult;
import dev.holdpoint.interaction.SettleResult.Refusal;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.rest.Problem.Kind;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What somebody who tried to settle is answered. */
final class SettleAnswers {

    private SettleAnswers() {}

    static Response of(SettleResult result) {
        return switch (result) {
            case SettleResult.Won(Interaction interaction) -> won(interaction).build();
            case SettleResult.Replayed(Interaction interaction) ->
                won(interaction).header(AskAnswers.REPLAYED, "true").build();
            case SettleResult.Lost(Interaction interaction) ->
                throw new ProblemException(Problem.of(
                        Kind.ALREADY_SETTLED,
                        "another settlement was first: it is " + interaction.status(),
                        interaction));
            case SettleResult.Refused(Interaction _, Refusal refusal) ->
                throw switch (refusal) {
                    case WRONG_SESSION ->
                        new ProblemException(
                                Kind.SESSION_MISMATCH,
                                "the interaction belongs to another session; nothing was settled");
                    case KEY_REUSED ->
                        new ProblemException(
                                Kind.IDEMPOTENCY_KEY_REUSED, "the key was used to settle it in another way");
                };
            case SettleResult.Unchecked _ -> throw new IllegalStateException("nobody has checked the response");
            case SettleResult.Invalid(List<Violation> violations) ->
                throw AskAnswers.refused(Kind.INVALID_RESPONSE, "/response", violations);
            case SettleResult.Unknown() -> throw unknown();
        };
    }

    static ProblemException unknown() {
        return new ProblemException(Kind.NOT_FOUND, "there is no such interaction, or not any more");
    }

    private static Response.ResponseBuilder won(Interaction interaction) {
        return Response.ok(InteractionView.encode(interaction), MediaType.APPLICATION_JSON);
    }
}
