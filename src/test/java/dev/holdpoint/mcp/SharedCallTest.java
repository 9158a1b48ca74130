package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Call;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.mcp.Message.Request;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Requested;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two calls of an agent that are one call of its tool, at two replicas, one of which is shut down: both await one question. */
class SharedCallTest {

    private final FrontDoor door = new FrontDoor();
    private final Broker other = door.brokerOver(door.memory);

    @Test
    void theOneThatFailsLeavesTheOthersQuestionAlone() {
        // Given
        CompletableFuture<Json> first = approve(door.broker, "1");
        CompletableFuture<Json> second = approve(other, "2");

        // When
        other.shutDown();

        // Then
        assertThat(second.join().text()).contains("deny", "it may not go on");
        assertThat(first).isNotDone();
        assertThat(door.told.events)
                .extracting(InteractionEvent::kind)
                .containsExactly(InteractionEvent.Kind.REQUESTED);
    }

    /** That it is to end and come again is no answer to a hook that waits here. */
    @Test
    void aHookThatFailsIsDeniedAndNotDeferred() {
        // Given
        String use =
                "{\"name\":\"hook\",\"arguments\":{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{},"
                        + "\"session_id\":\"s\",\"tool_use_id\":\"toolu_1\"}}";
        CompletableFuture<Json> first = call(door.broker, "1", use);
        CompletableFuture<Json> second = call(other, "2", use);

        // When
        other.shutDown();

        // Then
        assertThat(second.join().text()).contains("deny").doesNotContain("defer");
        assertThat(first).isNotDone();
    }

    @Test
    void theOneThatAskedGivesItsQuestionUp() {
        // Given
        CompletableFuture<Json> first = approve(door.broker, "1");
        var _ = approve(other, "2");

        // When
        door.broker.shutDown();

        // Then
        assertThat(first.join().text()).contains("deny", "Nobody answered");
        assertThat(door.told.events)
                .extracting(InteractionEvent::kind)
                .containsExactly(InteractionEvent.Kind.REQUESTED, InteractionEvent.Kind.SETTLED);
    }

    /** Without a stream, so that there is nothing to come back to. */
    private CompletableFuture<Json> approve(Broker broker, String requestId) {
        return call(
                broker,
                requestId,
                "{\"name\":\"approve\",\"arguments\":{\"tool_name\":\"Bash\",\"input\":{},\"tool_use_id\":\"toolu_1\"}}");
    }

    private CompletableFuture<Json> call(Broker broker, String requestId, String called) {
        byte[] params = called.getBytes(StandardCharsets.UTF_8);
        return new Conversation(McpTools.ofThisService(), DoorCalls.of(door, broker))
                .call(
                        new Call(Callers.ANNA, null),
                        new Request(new Json(requestId), "tools/call", StrictJson.read(params, 1_000)),
                        Requested.with("", "Accept", "application/json", Sessions.HEADER, "mcp-1"),
                        begun -> {})
                .subscribeAsCompletionStage();
    }
}
