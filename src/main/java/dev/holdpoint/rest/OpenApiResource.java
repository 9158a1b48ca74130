package dev.holdpoint.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract as an OpenAPI document: {@code META-INF/openapi.yaml}, which is written by hand, or the same as JSON for who
 * accepts that rather, or asks with {@code ?format=json}. Both are made when this class is initialised; in a native binary
 * that was at its build.
 */
@Path("/q/openapi")
class OpenApiResource {

    private static final MediaType YAML = new MediaType("application", "yaml"); // RFC 9512
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(YAML, MediaType.APPLICATION_JSON_TYPE).build();
    private static final byte[] AS_YAML = read();
    private static final byte[] AS_JSON = toJson(AS_YAML);

    @GET
    public Response document(@QueryParam("format") @Nullable String format, @Context Request request) {
        boolean isJson = format == null ? prefersJson(request) : format.equalsIgnoreCase("json");
        return isJson
                ? Response.ok(AS_JSON, MediaType.APPLICATION_JSON_TYPE).build()
                : Response.ok(AS_YAML, YAML).build();
    }

    private static boolean prefersJson(Request request) {
        Variant chosen = request.selectVariant(VARIANTS);
        return chosen != null && chosen.getMediaType().equals(MediaType.APPLICATION_JSON_TYPE);
    }

    private static byte[] read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return Objects.requireNonNull(in, "META-INF/openapi.yaml").readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] toJson(byte[] yaml) {
        try {
            return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException broken) {
            throw new UncheckedIOException("META-INF/openapi.yaml is not YAML", broken);
        }
    }
}
