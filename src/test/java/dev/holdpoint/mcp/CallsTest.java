package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.AccessMode;
import dev.holdpoint.access.AccessSettings;
import dev.holdpoint.access.Call;
import dev.holdpoint.access.Holding;
import dev.holdpoint.access.Recognition;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.McpTool;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that is called off while the store is still asked to keep its question. */
class CallsTest {

    private static final Duration HOURS = Duration.ofHours(12);
    private static final SessionId SESSION = new SessionId("mcp-1");
    private static final Json REQUEST = new Json("7");

    private final FrontDoor door = new FrontDoor();
    private final McpTools tools = McpTools.ofThisService();
    private final Calls calls = new Calls(
            tools,
            new Asker(door.broker),
            door.broker.reading(),
            new Holding(
                    new Recognition(door.memory, door.timers, door.clock, HOURS),
                    new AccessSettings(AccessMode.OPEN, HOURS, HOURS, 0, 0, 0, false, List.of())),
            new DialectSettings(Duration.ofHours(1)),
            door.clock);
    private final CompletableFuture<Void> store = door.store.keepWaiting(Interposed.Call.CREATE);

    @Test
    void aCallIsCalledOffBeforeItsQuestionIsKept() {
        // Given
        CompletableFuture<McpTool.Result> called = call(Callers.ANNA);

        // When
        CompletableFuture<Void> calledOff = callOff(Callers.ANNA, SESSION, REQUEST);
        boolean isOver = calledOff.isDone();
        store.complete(null);

        // Then
        assertThat(isOver).isFalse();
        calledOff.join();
        assertThat(called.join().content().text()).contains("asker-lost");
        assertThat(door.told.events)
                .extracting(InteractionEvent::kind)
                .containsExactly(InteractionEvent.Kind.REQUESTED, InteractionEvent.Kind.SETTLED);
    }

    @Test
    void onlyItsOwnCallIsCalledOff() {
        CompletableFuture<McpTool.Result> called = call(Callers.ANNA);

        callOff(Callers.person("bob", Callers.ANNA.grant()), SESSION, REQUEST).join();
        callOff(Callers.ANNA, new SessionId("mcp-2"), REQUEST).join();
        callOff(Callers.ANNA, SESSION, new Json("\"7\"")).join();
        var elsewhere = new Caller(
                Callers.STRANGER.tenant(), Callers.ANNA.identity(), Callers.ANNA.family(), Callers.ANNA.grant());
        callOff(elsewhere, SESSION, REQUEST).join();
        store.complete(null);

        assertThat(called).isNotDone();
    }

    @Test
    void ofTwoThatAreKnownByOneIdNoneIsCalledOff() {
        CompletableFuture<McpTool.Result> one = call(Callers.ANNA);
        CompletableFuture<McpTool.Result> other = call(Callers.ANNA);

        callOff(Callers.ANNA, SESSION, REQUEST).join();
        store.complete(null);

        assertThat(one).isNotDone();
        assertThat(other).isNotDone();
    }

    @Test
    void aCallThatIsRefusedLeavesNobodyWaiting() {
        CompletableFuture<McpTool.Result> called = call(Callers.ANNA);
        CompletableFuture<Void> calledOff = callOff(Callers.ANNA, SESSION, REQUEST);

        store.completeExceptionally(new IllegalStateException("the store is away"));

        assertThat(called).isCompletedExceptionally();
        assertThat(calledOff).isCompleted();
    }

    private CompletableFuture<McpTool.Result> call(Caller caller) {
        var arguments = StrictJson.read("{\"action\":\"Deploy\"}".getBytes(StandardCharsets.UTF_8), 100);
        return calls.call(
                        new Call(caller, null),
                        tools.of("request_approval").orElseThrow(),
                        new ToolUse(SESSION, REQUEST, arguments),
                        begun -> {})
                .subscribeAsCompletionStage();
    }

    private CompletableFuture<Void> callOff(Caller caller, SessionId session, Json requestId) {
        return calls.cancel(caller, session, requestId).subscribeAsCompletionStage();
    }
}
