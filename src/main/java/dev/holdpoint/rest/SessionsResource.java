package dev.holdpoint.rest;

import dev.holdpoint.access.Callers;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Settling;
import dev.holdpoint.http.EventLoop;
import dev.holdpoint.http.Parameters;
import dev.holdpoint.http.Requests;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
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

    private final Settling settling;

    SessionsResource(Broker broker) {
        this.settling = broker.settling();
    }

    @DELETE
    @Path("{sessionId}")
    public Uni<Response> remove(@PathParam("sessionId") String sessionId, @Context RoutingContext context) {
        Caller caller = Callers.of(context).caller();
        HttpServerRequest request = context.request();
        Parameters.of(Requests.query(request));
        if (!SessionId.isValid(sessionId)) {
            throw new ProblemException(Kind.INVALID_REQUEST, "the path ends in no valid session id");
        }
        return EventLoop.backTo(settling.removeSession(caller, new SessionId(sessionId)))
                .map(cancelled -> Answers.json(encode(sessionId, cancelled)).build());
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
