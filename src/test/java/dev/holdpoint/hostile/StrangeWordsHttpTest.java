package dev.holdpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.dialect.HookDialects;
import dev.holdpoint.dialect.OnSilence;
import dev.holdpoint.testing.Api;
import dev.holdpoint.testing.Api.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What agents say, at random not as they say it, while nobody answers: nothing breaks, all of it is answered, and nothing that is
 * answered is a leave. A failure names its seed: {@code -Dhostile.seed=…} says the same again.
 */
@QuarkusTest
@TestProfile(StrangeWordsHttpTest.Impatient.class)
class StrangeWordsHttpTest {

    private static final int ROUNDS = 500 * Integer.getInteger("hostile.scale", 1);
    private static final int AT_ONCE = 50;
    private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
    /** Where an answer says what was decided, and by whom. */
    private static final List<String> SAID = List.of(
            "/behavior",
            "/decision",
            "/approved",
            "/origin",
            "/hookSpecificOutput/permissionDecision",
            "/hookSpecificOutput/decision/behavior",
            "/hookSpecificOutput/action");

    private static final Path GOLDEN = Path.of("src/test/resources/dialect");

    /** Questions are over soon, by silence. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdpoint.timeout.default", "PT0.2S", "holdpoint.limits.pending-per-session", "100000");
        }
    }

    @TestHTTPResource
    URI base;

    private Api api;
    private Random random;
    private Mutations mutations;

    @BeforeEach
    void connect() {
        api = new Api(base);
        random = new Random(SEED);
        mutations = new Mutations(random);
    }

    @Test
    void noHookIsGivenALeave() throws IOException {
        List<JsonNode> files = files("hooks", "hook");
        for (int round = 0; round < ROUNDS; round += AT_ONCE) {
            List<Said> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                JsonNode file = files.get(random.nextInt(files.size()));
                String agent = file.path("agent").asText();
                String body = mutations.of(file.path("hook"));
                String terms = random.nextBoolean() ? "" : "?wait=1";
                all.add(new Said(agent, body, api.postLater("/v1/agents/" + agent + "/hook" + terms, body)));
            }
            all.forEach(StrangeWordsHttpTest::isNoLeave);
        }
        isAlive();
    }

    @Test
    void noToolGivesALeave() throws IOException {
        List<JsonNode> files = files("tools", "arguments");
        for (int round = 0; round < ROUNDS; round += AT_ONCE) {
            List<Said> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                JsonNode file = files.get(random.nextInt(files.size()));
                var call = JsonNodeFactory.instance.objectNode();
                call.put("jsonrpc", "2.0").put("id", i).put("method", "tools/call");
                ObjectNode arguments = file.path("arguments").deepCopy();
                call.putObject("params").put("name", file.path("tool").asText()).set("arguments", arguments);
                if (arguments.remove("timeout") != null) {
                    arguments.put("timeout", "PT0.2S");
                }
                String body = mutations.of(call);
                all.add(new Said("mcp", body, api.postLater("/mcp", body, "Accept", "application/json")));
            }
            all.forEach(StrangeWordsHttpTest::isNoLeave);
        }
        isAlive();
    }

    private record Said(String agent, String body, CompletableFuture<Answer> answer) {
        @Override
        public String toString() {
            return "hostile.seed=" + SEED + ", " + agent + ": " + body;
        }
    }

    private static void isNoLeave(Said said) {
        Answer answer = said.answer.join();
        String words = said + " -> " + answer.text();
        assertThat(answer.status()).as(words).isBetween(200, 499).isNotEqualTo(401);
        if (answer.status() == 202) {
            return; // a message that wants no answer
        }
        assertThat(answer.header("Content-Type"))
                .as(words)
                .startsWith(
                        answer.status() == 200 || said.agent.equals("mcp") ? "application/" : "application/problem");
        if (answer.status() != 200) {
            return;
        }
        if (said.agent.equals("mcp")) {
            JsonNode text = answer.body().at("/result/content/0/text");
            assertThat(answer.body().has("error")
                            || text.isTextual()
                            || answer.body().has("result"))
                    .as(words)
                    .isTrue();
            JsonNode hook = tree(said.body).at("/params/arguments");
            isNoLeave(words, hook, text.isTextual() ? tree(text.asText()) : answer.body());
        } else {
            isNoLeave(words, tree(said.body), answer.body());
        }
    }

    private static void isNoLeave(String words, JsonNode said, JsonNode told) {
        assertThat(SAID.stream().map(place -> told.at(place).asText()))
                .as(words)
                .doesNotContain("allow", "ask", "accept", "true", "responder");
        if (told.isObject() && told.isEmpty()) {
            assertThat(gatingNothing())
                    .as(words)
                    .contains(said.path("hook_event_name").asText());
        }
    }

    private static Set<String> gatingNothing() {
        var all = new HashSet<String>();
        for (String agent : List.of("claude-code", "codex", "gemini")) {
            all.addAll(HookDialects.of(agent, OnSilence.DENY).orElseThrow().gatingNothing());
        }
        return all;
    }

    private void isAlive() {
        assertThat(api.get("/q/health/live").status()).isEqualTo(200);
        assertThat(api.get("/v1/interactions?status=pending").status()).isEqualTo(200);
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException none) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static List<JsonNode> files(String folder, String member) throws IOException {
        try (var found = Files.walk(GOLDEN.resolve(folder))) {
            return found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(StrangeWordsHttpTest::read)
                    .filter(file -> file.path(member).isObject())
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Api.tree(Files.readString(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
