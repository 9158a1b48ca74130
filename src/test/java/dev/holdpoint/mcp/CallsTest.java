package dev.holdpoint.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.access.Call;
import dev.holdpoint.dialect.McpTool;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Grant;
import dev.holdpoint.interaction.InteractionEvent;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Limits;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.SessionPattern;
import dev.holdpoint.json.StrictJson;
import dev.holdpoint.testing.Callers;
import dev.holdpoint.testing.FrontDoor;
import dev.holdpoint.testing.Interposed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that is called off while the store is still asked to keep its question. */
class CallsTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final SessionId SESSION = new SessionId("mcp-1");
    private static final Json REQUEST = new Json("7");

    private final FrontDoor door = new FrontDoor();
    private final McpTools tools = McpTools.ofThisService();
    private final Calls calls = DoorCalls.of(door, door.broker);
    private final Calls atAnotherReplica = DoorCalls.of(door, door.brokerOver(door.memory));
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

    /** What one replica is about to ask no other knows of. */
    @Test
    void aCallIsCalledOffAtAnotherReplicaThanTheOneThatIsAboutToAsk() {
        // Given
        var _ = call(Callers.ANNA);
        CompletableFuture<Void> calledOff =
                atAnotherReplica.cancel(Callers.ANNA, SESSION, REQUEST).subscribeAsCompletionStage();

        // When
        store.complete(null);
        boolean isHeldUp = !calledOff.isDone();
        List<InteractionEvent> before = List.copyOf(door.told.events);
        door.timers.advance(A_MOMENT);

        // Then
        assertThat(isHeldUp).isFalse();
        assertThat(before).extracting(InteractionEvent::kind).containsExactly(InteractionEvent.Kind.REQUESTED);
        assertThat(door.told.events)
                .extracting(InteractionEvent::kind)
                .containsExactly(InteractionEvent.Kind.REQUESTED, InteractionEvent.Kind.SETTLED);
    }

    /** It would be another one's, of the same number. */
    @Test
    void aCallThatComesLaterIsNotCalledOffWhereClientsShareASession() {
        // Given
        var sessions = Set.of(new SessionPattern(SESSION.value()));
        Caller limited = Callers.person(
                "anna", new Grant(Callers.ANNA.grant().permissions(), new Limits(sessions, Set.of()), false));
        store.complete(null);
        callOff(limited, SESSION, REQUEST).join();

        // When
        CompletableFuture<McpTool.Result> called = call(limited);
        door.timers.advance(A_MOMENT);

        // Then
        assertThat(called).isNotDone();
    }

    /** Whoever is told that it is over may use the number again. */
    @Test
    void whatWasCalledOffIsNotLookedForAgain() {
        var _ = call(Callers.ANNA);
        store.complete(null);
        int before = door.timers.armed();

        callOff(Callers.ANNA, SESSION, REQUEST).join();

        assertThat(door.timers.armed()).isLessThan(before);
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
