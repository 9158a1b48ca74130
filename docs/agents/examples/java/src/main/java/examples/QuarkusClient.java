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
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Runs a command if people say so: {@code java -jar quarkus-run.jar nightly-17 "rm -rf build"}, in a job that is repeated. */
@QuarkusMain
public class QuarkusClient implements QuarkusApplication {

    @RegisterRestClient(configKey = "holdpoint")
    interface Holdpoint {
        @POST
        @Path("/v1/interactions")
        @ClientHeaderParam(name = "Prefer", value = "wait=50")
        Uni<Interaction> ask(@HeaderParam("Idempotency-Key") String key, @HeaderParam("Authorization") String token, Map<String, ?> question);
    }

    record Interaction(String status, String origin, Map<String, ?> response, String reason) {}

    @RestClient
    Holdpoint holdpoint;

    /** The same key and question find the same interaction, in any process; while the service is away it is called again. */
    Uni<Interaction> settled(String key, Map<String, ?> question) {
        var token = System.getenv("HOLDPOINT_TOKEN");
        return holdpoint.ask('"' + key + '"', token == null ? null : "Bearer " + token, question)
                .onFailure(QuarkusClient::passes).retry().withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5)).indefinitely()
                .repeat().whilst(interaction -> interaction.status().equals("pending")).select().last().toUni();
    }

    private static boolean passes(Throwable failure) {
        return !(failure instanceof WebApplicationException refused) || refused.getResponse().getStatus() >= 500 || refused.getResponse().getStatus() == 429;
    }

    @Override
    public int run(String... args) throws Exception {
        var answers = Map.of("type", "object", "required", List.of("behavior"), "properties", Map.of("behavior", Map.of("enum", List.of("allow", "deny")),
                "message", Map.of("type", "string"), "updatedInput", false, "updatedPermissions", false, "interrupt", false));
        var settled = settled("job:" + args[0], Map.of("type", "permission", "sessionId", args[0], "title", args[1], "responseSchema", answers,
                "timeout", System.getenv().getOrDefault("ASK_TIMEOUT", "PT15M"), "data", Map.of("toolName", "shell", "input", Map.of("command", args[1]))))
                .await().indefinitely();
        boolean decided = List.of("responder", "rule").contains(settled.origin()); // all else is silence, which is no refusal
        if (decided && settled.response() != null && "allow".equals(settled.response().get("behavior"))) {
            return new ProcessBuilder("sh", "-c", args[1]).inheritIO().start().waitFor();
        }
        System.err.println(decided ? "A person refused this." : "Nobody answered; this is not a refusal.");
        return decided ? 1 : 2;
    }
}
