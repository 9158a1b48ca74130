package examples;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Runs a command if people say so, a job's: {@code java -jar quarkus-run.jar nightly-17 "rm -rf build"}. */
@QuarkusMain
public class QuarkusClient implements QuarkusApplication {

    @RegisterRestClient(configKey = "holdpoint")
    interface Holdpoint {
        @POST
        @Path("/v1/interactions")
        @ClientHeaderParam(name = "Prefer", value = "wait=50")
        Uni<Interaction> ask(@HeaderParam("Idempotency-Key") String key, @HeaderParam("Authorization") String token, Object body);
    }

    record Interaction(String status, String origin, Map<String, Object> response, String reason) {}

    @RestClient
    Holdpoint holdpoint;

    /** The same key and question find the same interaction, in any process. While the service is away it is called again. */
    Uni<Interaction> settled(String key, Object question) {
        var token = Optional.ofNullable(System.getenv("HOLDPOINT_TOKEN")).map("Bearer "::concat).orElse(null);
        return holdpoint.ask('"' + key + '"', token, question)
                .onFailure(why -> !(why instanceof WebApplicationException told && told.getResponse().getStatus() < 500))
                .retry().withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5)).indefinitely()
                .repeat().whilst(asked -> asked.status().equals("pending")).select().last().toUni();
    }

    @Override
    public int run(String... args) throws Exception {
        var answers = Map.of("behavior", Map.of("enum", List.of("allow", "deny")), "message", Map.of("type", "string"),
                "updatedInput", false, "updatedPermissions", false, "interrupt", false); // what cannot be obeyed is not offered
        var question = Map.of("type", "permission", "sessionId", args[0], "title", "Job " + args[0],
                "data", Map.of("toolName", "shell", "input", Map.of("command", args[1])),
                "responseSchema", Map.of("type", "object", "required", List.of("behavior"), "properties", answers),
                "timeout", System.getenv().getOrDefault("ASK_TIMEOUT", "PT15M"));
        var settled = settled("job:" + args[0], question).await().indefinitely();
        boolean decided = List.of("responder", "rule").contains(settled.origin()); // all else is silence, and no refusal
        var words = Map.<String, Object>of("message", Objects.requireNonNullElse(settled.reason(), ""));
        var response = Objects.requireNonNullElse(settled.response(), words);
        if (decided && "allow".equals(response.get("behavior"))) {
            return new ProcessBuilder("sh", "-c", args[1]).inheritIO().start().waitFor();
        }
        System.err.println(decided ? "A person refused this. " + response.get("message") : "Nobody answered; this is not a refusal.");
        return decided ? 1 : 2;
    }
}
