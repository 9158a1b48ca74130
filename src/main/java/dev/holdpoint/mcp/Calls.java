package dev.holdpoint.mcp;

import dev.holdpoint.access.Call;
import dev.holdpoint.access.Holding;
import dev.holdpoint.broker.Reading;
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
import dev.holdpoint.interaction.Criteria;
import dev.holdpoint.interaction.Filter;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.ListQuery;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Status;
import dev.holdpoint.wire.Refusals;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What calls of tools come to: asked, awaited, come back to, called off. Thread-safe. */
final class Calls {

    /** For so long a client whose stream broke may come back. */
    private static final Duration TO_COME_BACK = Duration.ofMinutes(1);

    /** As many as are looked through for a call that is called off; a session has fewer pending, unless it may have more. */
    private static final int MOST = 500;

    private final McpTools tools;
    private final Asker asker;
    private final Reading reading;
    private final Holding holding;
    private final DialectSettings settings;
    private final InstantSource clock;

    Calls(
            McpTools tools,
            Asker asker,
            Reading reading,
            Holding holding,
            DialectSettings settings,
            InstantSource clock) {
        this.tools = tools;
        this.asker = asker;
        this.reading = reading;
        this.holding = holding;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Calls a tool that asks.
     *
     * @param begun hears by which cursor the call can be come back to, once it can
     */
    Uni<McpTool.Result> call(Call call, McpTool tool, ToolUse use, Consumer<Cursor> begun) {
        McpTool.Called called = tool.read(use);
        return switch (called.heard()) {
            case Heard.AnsweredAtOnce(Json answer) -> Uni.createFrom().item(new McpTool.Result(answer, false, false));
            case Question question -> {
                Terms terms = terms(called);
                Optional<Long> until = called.patience().map(this::inSeconds);
                yield holding.wait(
                                call,
                                () -> asker.ask(
                                        call.caller(),
                                        question,
                                        terms,
                                        asked -> begun.accept(
                                                Cursor.of(asked.id(), tool.name(), use.requestId(), until))))
                        .map(ending -> switch (ending) {
                            case Ending.Told(Interaction told) -> tool.answer(told);
                            case Ending.Reused() -> tool.reused(use);
                        });
            }
        };
    }

    /** Looks at what was asked. */
    Uni<McpTool.Result> check(Call call, Check check, Json requestId, Consumer<Cursor> begun) {
        if (check.patience().isZero()) {
            return seen(call.caller(), check.id()).map(tools::answer);
        }
        long until = inSeconds(check.patience());
        return seen(call.caller(), check.id())
                .invoke(seen -> begun.accept(Cursor.of(seen.id(), Check.NAME, requestId, Optional.of(until))))
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

    /** Gives up what a call of a session asked; nothing where it asked nothing, or that is over. */
    Uni<Void> cancel(Caller caller, SessionId session, Json requestId) {
        return find(caller, session, requestId, new Filter(Set.of(session), Set.of()))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : find(caller, session, requestId, Filter.ALL)) // a hook's question is of the hook's session
                .chain(found -> found.isPresent()
                        ? asker.giveUp(caller, found.get()).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Optional<Interaction>> find(Caller caller, SessionId session, Json requestId, Filter filter) {
        var query = new ListQuery(Criteria.ALL.with(filter).with(Status.PENDING), ListQuery.Order.NEWEST, MOST, null);
        return reading.list(caller, query)
                .map(page -> page.items().stream()
                        .filter(one -> ToolUse.isAskedBy(one.ask(), session, requestId)
                                && caller.is(
                                        one.requestedBy() == null
                                                ? null
                                                : one.requestedBy().id()))
                        .findFirst());
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
