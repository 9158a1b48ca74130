package dev.holdpoint.bench;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** Takes an ask and answers as many bytes as the service would, and does nothing else. */
@Path("/bare")
public class Bare {

    private static final byte[] ANSWER = ("{\"id\":\"" + "x".repeat(690) + "\"}").getBytes(StandardCharsets.US_ASCII);

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<byte[]> bare(byte[] body) {
        return Uni.createFrom().item(ANSWER);
    }
}
