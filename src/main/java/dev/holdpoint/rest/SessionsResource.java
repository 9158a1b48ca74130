package dev.holdpoint.rest;

import dev.holdpoint.interaction.Interactions;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.rest.Problem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Remove what a conversation or run left pending. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
class SessionsResource {

    private final Interactions interactions;

    SessionsResource(Interactions interactions) {
        this.interactions = interactions;
    }

    @DELETE
    @Path("{sessionId}")
    public Uni<Response> remove(@PathParam("sessionId") String sessionId, @Context HttpServerRequest request) {
        Parameters.of(Requests.query(request));
        if (!SessionId.isValid(sessionId)) {
            throw new ProblemException(Kind.INVALID_REQUEST, "the path ends in no valid session id");
        }
        return EventLoop.backTo(interactions.removeSession(new SessionId(sessionId)))
                .map(cancelled -> Response.ok(encode(sessionId, cancelled), MediaType.APPLICATION_JSON)
                        .build());
    }

    private static byte[] encode(String sessionId, int cancelled) {
        return JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("sessionId", sessionId);
            json.writeNumberField("cancelled", cancelled);
            json.writeEndObject();
        });
    }
}
