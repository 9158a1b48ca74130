package dev.holdpoint.rest;

import dev.holdpoint.interaction.AskResult;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.ShuttingDownException;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.rest.Problem.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** What an asker is answered. */
final class AskAnswers {

    static final String PATH = "/v1/interactions/";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String APPLIED = "Preference-Applied";

    private AskAnswers() {}

    static Response of(AskResult result, Optional<Long> wait) {
        return switch (result) {
            case AskResult.Created created ->
                interaction(created.interaction(), wait).build();
            case AskResult.Replayed replayed ->
                interaction(replayed.interaction(), wait)
                        .header(REPLAYED, "true")
                        .build();
            case AskResult.KeyReused() ->
                throw new ProblemException(
                        Kind.IDEMPOTENCY_KEY_REUSED, "the key was used before to ask for something else");
            case AskResult.TooManyPending(int limit) ->
                throw new ProblemException(
                        Kind.TOO_MANY_PENDING, "the session has " + limit + " pending interactions, which is the most");
            case AskResult.InvalidSchema(List<Violation> violations) ->
                throw refused(Kind.INVALID_SCHEMA, "/responseSchema", violations);
            case AskResult.InvalidDefault(List<Violation> violations) ->
                throw refused(Kind.INVALID_REQUEST, "/onExpiry/resolve", violations);
        };
    }

    /** An asker that awaits when the server goes down is told what it asked. */
    static Response shuttingDown(ShuttingDownException down, String instance) {
        Problem problem = new Problem(
                Kind.SHUTTING_DOWN,
                "what was asked stays pending; come back",
                List.of(),
                down.interaction().orElse(null));
        Response.ResponseBuilder answer = Problems.answer(problem, instance);
        down.interaction().ifPresent(interaction -> answer.header(HttpHeaders.LOCATION, PATH + interaction.id()));
        return answer.build();
    }

    static ProblemException refused(Kind kind, String prefix, List<Violation> violations) {
        List<Violation> placed =
                violations.stream().map(violation -> violation.under(prefix)).toList();
        var first = placed.getFirst();
        return new ProblemException(Problem.of(kind, "at '" + first.pointer() + "': " + first.detail(), placed));
    }

    private static Response.ResponseBuilder interaction(Interaction interaction, Optional<Long> wait) {
        boolean isAwaited = wait.isPresent() && wait.get() > 0;
        int status = !isAwaited ? 201 : interaction.isPending() ? 202 : 200;
        var answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.LOCATION, PATH + interaction.id())
                .entity(InteractionView.encode(interaction));
        wait.ifPresent(seconds -> answer.header(APPLIED, "wait=" + seconds));
        return answer;
    }
}
