package dev.holdpoint.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract, as YAML; as JSON for who accepts that rather, or asks with {@code ?format=json}. */
@Path("/q/openapi")
class OpenApiResource {

    private static final MediaType YAML = new MediaType("application", "yaml"); // RFC 9512
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(YAML, MediaType.APPLICATION_JSON_TYPE).build();

    @GET
    public Response document(@QueryParam("format") @Nullable String format, @Context Request request) {
        boolean isJson = format == null ? prefersJson(request) : format.equalsIgnoreCase("json");
        return isJson
                ? Response.ok(Contract.json(), MediaType.APPLICATION_JSON_TYPE).build()
                : Response.ok(Contract.yaml(), YAML).build();
    }

    private static boolean prefersJson(Request request) {
        Variant chosen = request.selectVariant(VARIANTS);
        return chosen != null && chosen.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
    }
}
