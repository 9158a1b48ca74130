package dev.holdpoint.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.testing.Api.Answer;
import dev.holdpoint.testing.HeldHttpTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks that ask by HTTP: what they are told, and what becomes of their question when they are not there any more. */
@QuarkusTest
class HooksHttpTest extends HeldHttpTest {

    private static final String CLAUDE = "/v1/agents/claude-code/hook";
    private static final String ALLOW = "{\"behavior\":\"allow\"}";

    @Test
    void aPersonAllowsWhatAHookAsks() {
        // Given
        CompletableFuture<Answer> hook = api.postLater(CLAUDE + "?wait=60", use("toolu_1", "ls"));
        String id = api.pendingIn(session);

        // When
        api.resolve(id, "{\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"ls -l\"}}");

        // Then
        Answer answer = hook.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(decision(answer)).isEqualTo("allow");
        assertThat(answer.body().at("/hookSpecificOutput/updatedInput/command").asText())
                .isEqualTo("ls -l");
    }

    @Test
    void whatTheWireCannotCarryIsRefusedByTheServerToo() {
        // Given
        CompletableFuture<Answer> hook = api.postLater(CLAUDE + "?wait=60", use("toolu_1", "ls"));
        String id = api.pendingIn(session);

        // When
        Answer remembering = api.resolve(id, "{\"behavior\":\"allow\",\"updatedPermissions\":[]}");

        // Then
        assertThat(remembering.slug()).isEqualTo("invalid-response");
        api.resolve(id, ALLOW);
        assertThat(decision(hook.join())).isEqualTo("allow");
    }

    @Test
    void theEndOfTheWaitSettlesWhatWasAsked() {
        // Given
        String body = use("toolu_1", "ls");

        // When
        Answer answer = api.post(CLAUDE + "?wait=1", body);

        // Then
        assertThat(decision(answer)).isEqualTo("deny");
        assertThat(reason(answer)).contains("Nobody answered within 1 s; this is not a refusal");
        JsonNode asked = onlyOne();
        assertThat(asked.path("status").asText()).isEqualTo("cancelled");
        assertThat(asked.path("origin").asText()).isEqualTo("asker-lost");
        assertThat(asked.path("decidedBy").isNull()).isTrue();
    }

    @Test
    void whoAllowsAfterTheWaitIsToldThatNobodyWaits() {
        // Given
        api.post(CLAUDE + "?wait=1", use("toolu_1", "ls"));

        // When
        Answer late = api.resolve(onlyOne().path("id").asText(), ALLOW);

        // Then
        assertThat(late.slug()).isEqualTo("already-settled");
    }

    /** The connection is cut without a word, as when a process is killed. */
    @Test
    void aHookThatGoesAwayTakesItsQuestionAlong() throws IOException {
        // Given
        String body = use("toolu_1", "ls");
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream()
                .write(("POST " + CLAUDE + "?wait=600 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        String id = api.pendingIn(session);

        // When
        socket.close();

        // Then
        Awaitility.await().until(() -> originOf(id).equals("asker-lost"));
    }

    @Test
    void aHookThatBringsAKeyComesBackToItsQuestion() {
        // Given
        String body = permissionRequest("ls");
        var first = api.sendLater(api.request(CLAUDE + "?wait=600")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", session)
                .POST(BodyPublishers.ofString(body)));
        String id = api.pendingIn(session);
        first.cancel(true);
        awaitWaiters(0);

        // When
        var second = api.postLater(CLAUDE + "?wait=500", body, "Idempotency-Key", session);
        awaitWaiters(1);
        api.resolve(id, ALLOW);

        // Then
        assertThat(second.join()
                        .body()
                        .at("/hookSpecificOutput/decision/behavior")
                        .asText())
                .isEqualTo("allow");
        assertThat(onlyOne().path("id").asText()).isEqualTo(id);
    }

    /** Its agent ended it: a card that stayed for as long as another wait could be allowed, and nothing would run. */
    @Test
    void aHookThatIsToldToEndTakesItsQuestionBackAtOnce() {
        // Given
        String body = permissionRequest("ls");
        var held = api.postLater(CLAUDE + "?wait=600", body, "Idempotency-Key", session);
        String id = api.pendingIn(session);
        awaitWaiters(1);

        // When
        Answer back = api.post(CLAUDE + "?wait=0", body, "Idempotency-Key", session);

        // Then
        assertThat(originOf(id)).isEqualTo("asker-lost");
        assertThat(back.body().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
        assertThat(held.join().body()).isEqualTo(back.body());
    }

    /** What is on its way while it is taken back, by another connection or to another replica, asks nobody any more. */
    @Test
    void whatIsTakenBackBeforeItArrivesIsNotAsked() {
        // Given
        String body = permissionRequest("ls");
        api.post(CLAUDE + "?wait=0", body, "Idempotency-Key", session);

        // When
        Answer late = api.post(CLAUDE + "?wait=600", body, "Idempotency-Key", session);

        // Then
        assertThat(late.body().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
        assertThat(onlyOne().path("origin").asText()).isEqualTo("asker-lost");
    }

    @Test
    void whatComesBackLaterCannotBeTakenBack() {
        Answer answer = api.post(CLAUDE + "?wait=0&onSilence=defer", use("toolu_1", "ls"), "Idempotency-Key", session);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).contains("'wait'", "'defer'");
        assertThat(all()).isEmpty();
    }

    @Test
    void theSameCallGetsTheSameAnswerAndAnotherInputIsBlocked() {
        // Given
        var first = api.postLater(CLAUDE + "?wait=60", use("toolu_1", "ls"));
        var again = api.postLater(CLAUDE + "?wait=60", use("toolu_1", "ls"));
        String id = api.pendingIn(session);
        awaitWaiters(2);
        Answer other = api.post(CLAUDE + "?wait=60", use("toolu_1", "rm -rf /"));

        // When
        api.resolve(id, ALLOW);

        // Then
        assertThat(decision(first.join())).isEqualTo("allow");
        assertThat(decision(again.join())).isEqualTo("allow");
        assertThat(decision(api.post(CLAUDE, use("toolu_1", "ls")))).isEqualTo("allow");
        assertThat(decision(other)).isEqualTo("deny");
        assertThat(reason(other)).isEqualTo("this call id was asked with another input");
        assertThat(decision(api.post(CLAUDE, use("toolu_1", "rm -rf /")))).isEqualTo("deny");
        assertThat(onlyOne().path("id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"claude-code,PermissionRequest", "codex,PermissionRequest", "codex,PreToolUse"})
    void aKeyAnswersNoOtherHookThanTheOneThatAskedWithIt(String agent, String event) {
        // Given
        String body = use("", "ls");
        var first = api.postLater(CLAUDE + "?wait=60", body, "Idempotency-Key", session);
        api.resolve(api.pendingIn(session), ALLOW);
        assertThat(decision(first.join())).isEqualTo("allow");

        // When
        Answer other = api.post(
                "/v1/agents/" + agent + "/hook?wait=1", body.replace("PreToolUse", event), "Idempotency-Key", session);

        // Then
        assertThat(other.status()).as(other.text()).isEqualTo(422);
        assertThat(onlyOne().path("status").asText()).isEqualTo("resolved");
    }

    @Test
    void anIdOfACallThatAPermissionRequestBringsFindsNothing() {
        // Given
        String path = "/v1/agents/codex/hook?wait=1";
        var first = api.postLater(path.replace("=1", "=60"), use("call_1", "ls"));
        api.resolve(api.pendingIn(session), ALLOW);
        assertThat(decision(first.join())).isEqualTo("allow");

        // When
        Answer request = api.post(path, use("call_1", "ls").replace("PreToolUse", "PermissionRequest"));

        // Then
        assertThat(request.body().at("/hookSpecificOutput/hookEventName").asText())
                .isEqualTo("PermissionRequest");
        assertThat(request.body().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
        assertThat(all()).hasSize(2);
    }

    @Test
    void aDeferredCallLivesOnAndTheNextRunGetsTheAnswer() {
        // Given
        String path = CLAUDE + "?wait=1&onSilence=defer";
        Answer first = api.post(path, use("toolu_1", "ls"));
        String id = api.pendingIn(session);

        // When
        api.resolve(id, ALLOW);

        // Then
        assertThat(decision(first)).isEqualTo("defer");
        assertThat(decision(api.post(path, use("toolu_1", "ls")))).isEqualTo("allow");
    }

    @Test
    void whatGatesNothingAsksNobody() {
        // When
        Answer answer = api.post(CLAUDE, "{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"" + session + "\"}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hook_event_name\":\"PreToolUsed\",\"session_id\":\"SESSION\",\"tool_name\":\"a\",\"tool_input\":{}}",
                "{\"session_id\":\"SESSION\",\"tool_name\":\"a\",\"tool_input\":{}}",
                "{}",
                "nonsense",
                "",
                "[]",
                "null"
            })
    void whatIsNotUnderstoodIsAnError(String body) {
        // When
        Answer answer = api.post(CLAUDE, body.replace("SESSION", session));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("invalid-request");
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code,PermissionRequest,wait=0",
        "claude-code,PermissionRequest,wait=86401",
        "claude-code,PermissionRequest,wait=x",
        "claude-code,PermissionRequest,wait=1&wait=1",
        "claude-code,PermissionRequest,onSilence=allow",
        "claude-code,PermissionRequest,onSilence=defer",
        "claude-code,PermissionRequest,other=1",
        "claude-code,PreToolUse,onSilence=defer",
        "codex,PreToolUse,onSilence=ask",
        "codex,PreToolUse,onSilence=defer",
        "gemini,BeforeTool,onSilence=ask"
    })
    void whatCannotBeToldIsRefused(String agent, String event, String query) {
        // When
        Answer answer = api.post(
                "/v1/agents/" + agent + "/hook?" + query,
                "{\"hook_event_name\":\"" + event + "\",\"session_id\":\"" + session
                        + "\",\"tool_name\":\"Bash\",\"tool_input\":{}}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(all()).isEmpty();
    }

    @Test
    void errorsStandWhereTheAgentFindsThem() {
        // Given
        String twice = "{\"question\":\"Which?\"}";
        String body = "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"AskUserQuestion\",\"tool_input\":{\"questions\":[" + twice + "," + twice + "]}}";

        // When
        Answer questions = api.post(CLAUDE, body);
        Answer large = api.post(CLAUDE, use("toolu_1", "x".repeat(300_000)));

        // Then
        assertThat(questions.body().at("/errors/0/pointer").asText()).isEqualTo("/tool_input/questions/1/question");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body().at("/errors/0/pointer").asText()).isEqualTo("/tool_input");
        assertThat(all()).isEmpty();
    }

    @Test
    void anAgentThatIsNotKnownIsNone() {
        assertThat(api.post("/v1/agents/cursor/hook", "{}").status()).isEqualTo(404);
        assertThat(api.get(CLAUDE).status()).isEqualTo(405);
        assertThat(api.post(CLAUDE, "{}", "Origin", "https://evil.example").slug())
                .isEqualTo("cross-site");
        assertThat(api.send(api.request(CLAUDE).POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
    }

    private JsonNode all() {
        return api.get("/v1/interactions?status=pending&status=cancelled&status=resolved&sessionId=" + session)
                .body()
                .path("items");
    }

    private JsonNode onlyOne() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private String use(String call, String command) {
        return "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"Bash\",\"tool_use_id\":\"" + call + "\",\"tool_input\":{\"command\":\"" + command
                + "\"}}";
    }

    private String permissionRequest(String command) {
        return "{\"hook_event_name\":\"PermissionRequest\",\"session_id\":\"" + session
                + "\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"" + command + "\"}}";
    }

    private static String decision(Answer answer) {
        return answer.body().at("/hookSpecificOutput/permissionDecision").asText();
    }

    private static String reason(Answer answer) {
        return answer.body().at("/hookSpecificOutput/permissionDecisionReason").asText();
    }
}
