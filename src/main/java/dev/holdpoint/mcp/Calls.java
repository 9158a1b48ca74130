package dev.holdpoint.mcp;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.broker.Timers;
import dev.holdpoint.dialect.Asker;
import dev.holdpoint.dialect.Check;
import dev.holdpoint.dialect.DialectSettings;
import dev.holdpoint.dialect.Ending;
import dev.holdpoint.dialect.Heard;
import dev.holdpoint.dialect.McpTool;
import dev.holdpoint.dialect.McpTools;
import dev.holdpoint.dialect.Question;
import dev.holdpoint.dialect.Terms;
import dev.holdpoint.dialect.ToolUse;
import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.wire.Refusals;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** What calls of tools come to: asked, awaited, come back to, called off. Thread-safe. */
final class Calls {

    /** For so long a client whose stream broke may come back. */
    private static final Duration TO_COME_BACK = Duration.ofMinutes(1);

    private final McpTools tools;
    private final Asker asker;
    private final Holding holding;
    private final DialectSettings settings;
    private final InstantSource clock;
    private final Underway underway = new Underway();
    private final Cancellations cancellations;

    Calls(
            McpTools tools,
            Asker asker,
            Reading reading,
            Holding holding,
            DialectSettings settings,
            InstantSource clock,
            Timers timers) {
        this.tools = tools;
        this.asker = asker;
        this.holding = holding;
        this.settings = settings;
        this.clock = clock;
        this.cancellations = new Cancellations(reading, asker, underway, timers);
    }

    /**
     * What a call comes to wait for.
     *
     * @param cursor by which it can be come back to
     * @param isOwn whether this very call asked it; else another one of the same call of a tool did, and awaits it too
     */
    record Begun(Cursor cursor, boolean isOwn) {}

    /**
     * Calls a tool that asks.
     *
     * @param begun hears what is waited for, once that is kept
     */
    Uni<McpTool.Result> call(Call call, McpTool tool, ToolUse use, Consumer<Begun> begun) {
        McpTool.Called called = tool.read(use);
        return switch (called.heard()) {
            case Heard.AnsweredAtOnce(Json answer) -> Uni.createFrom().item(new McpTool.Result(answer, false, false));
            case Question question -> {
                Optional<Long> until = called.patience().map(this::inSeconds);
                yield ask(
                                call,
                                question,
                                terms(called),
                                use,
                                kept -> begun.accept(
                                        new Begun(Cursor.of(kept.id(), use.requestId(), until), use.asked(kept.ask()))))
                        .map(ending -> switch (ending) {
                            case Ending.Told(Interaction told) -> tool.answer(told);
                            case Ending.Reused() -> tool.reused(use);
                        });
            }
        };
    }

    /**
     * Leaves what a call waited for, which is answered before anybody decided; should somebody have been quicker, it is told what was
     * decided. Its own question ends with it; what another call asked, that one still awaits.
     *
     * @param open what it is told of a question that stays open
     */
    Uni<McpTool.Result> leave(Call call, McpTool tool, Begun awaited, McpTool.Result open) {
        InteractionId id = awaited.cursor().id();
        return (awaited.isOwn() ? asker.giveUp(call.caller(), id) : seen(call.caller(), id))
                .map(told -> told.isPending() ? open : tool.answer(told));
    }

    /** Looks at what was asked. */
    Uni<McpTool.Result> check(Call call, Check check, Json requestId, Consumer<Cursor> begun) {
        if (check.patience().isZero()) {
            return seen(call.caller(), check.id()).map(tools::answer);
        }
        long until = inSeconds(check.patience());
        return seen(call.caller(), check.id())
                .invoke(seen -> begun.accept(Cursor.of(seen.id(), requestId, Optional.of(until))))
                .chain(seen -> held(call, seen.id(), check.patience()))
                .map(tools::answer);
    }

    /** Goes on with a call whose stream broke, here or at another process. */
    Uni<McpTool.Result> resume(Call call, Cursor cursor, Consumer<Cursor> begun) {
        return seen(call.caller(), cursor.id())
                .invoke(seen -> begun.accept(cursor))
                .chain(seen -> {
                    Duration left = cursor.until().map(this::until).orElse(Ask.MAX_TIMEOUT);
                    return seen.isPending() && left.isPositive()
                            ? held(call, seen.id(), left)
                            : Uni.createFrom().item(seen);
                })
                .map(tools::answer);
    }

    /** Calls off a call of a session. */
    Uni<Void> cancel(Caller caller, SessionId session, Json requestId) {
        return cancellations.cancel(caller, session, requestId);
    }

    private Uni<Ending> ask(Call call, Question question, Terms terms, ToolUse use, Consumer<Interaction> asked) {
        return holding.wait(call, () -> {
            Underway.Asked underWay = underway.begin(call.caller(), use);
            return Uni.createFrom()
                    .deferred(() -> asker.ask(call.caller(), question, terms, kept -> {
                        underWay.is(kept);
                        asked.accept(kept);
                    }))
                    .onTermination()
                    .invoke(underWay::end);
        });
    }

    private Terms terms(McpTool.Called called) {
        Duration timeout = called.timeout().orElse(settings.defaultTimeout());
        return called.patience()
                .map(patience -> Terms.outliving(timeout, patience, Optional.empty()))
                .orElseGet(() -> Terms.untilItSettles(timeout, TO_COME_BACK, Optional.empty()));
    }

    private Uni<Interaction> seen(Caller caller, InteractionId id) {
        return asker.await(caller, id, Duration.ZERO).map(seen -> seen.orElseThrow(Refusals::unknown));
    }

    private Uni<Interaction> held(Call call, InteractionId id, Duration patience) {
        return holding.wait(call, () -> asker.await(call.caller(), id, patience))
                .map(seen -> seen.orElseThrow(Refusals::unknown));
    }

    private long inSeconds(Duration patience) {
        return clock.instant().plus(patience).getEpochSecond();
    }

    private Duration until(long seconds) {
        return Duration.ofSeconds(seconds - clock.instant().getEpochSecond());
    }
}
