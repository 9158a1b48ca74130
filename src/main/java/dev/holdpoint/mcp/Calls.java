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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What calls of tools come to: asked, awaited, come back to, called off. Thread-safe. */
final class Calls {

    /** For so long a client whose stream broke may come back. */
    private static final Duration TO_COME_BACK = Duration.ofMinutes(1);

    /** As many as are read at once for a call that is called off. */
    private static final int PAGE = 500;

    private final McpTools tools;
    private final Asker asker;
    private final Reading reading;
    private final Holding holding;
    private final DialectSettings settings;
    private final InstantSource clock;
    private final Underway underway = new Underway();

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

    /**
     * Gives up what a call of a session asked; nothing where it asked nothing, or that is over. Clients that share a session, for
     * their token has no other, may know different calls by the same id: then none is given up.
     */
    Uni<Void> cancel(Caller caller, SessionId session, Json requestId) {
        var ofSession = new ListQuery(
                Criteria.ALL.with(new Filter(Set.of(session), Set.of())).with(Status.PENDING),
                ListQuery.Order.NEWEST,
                PAGE,
                null);
        var newest = new ListQuery(Criteria.ALL.with(Status.PENDING), ListQuery.Order.NEWEST, PAGE, null);
        Predicate<Interaction> isMeant = one -> ToolUse.isAskedBy(one.ask(), session, requestId)
                && caller.is(
                        one.requestedBy() == null ? null : one.requestedBy().id());
        return all(caller, ofSession, isMeant, List.of())
                .chain(found -> found.isEmpty()
                        ? ofHook(caller, newest, isMeant)
                        : Uni.createFrom().item(found))
                .chain(found -> found.isEmpty()
                        ? underway.of(caller, session, requestId)
                        : Uni.createFrom().item(found))
                .chain(found -> found.size() == 1
                        ? asker.giveUp(caller, found.getFirst().id()).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<List<Interaction>> all(
            Caller caller, ListQuery query, Predicate<Interaction> isMeant, List<Interaction> before) {
        return reading.list(caller, query).chain(page -> {
            List<Interaction> found = Stream.concat(
                            before.stream(), page.items().stream().filter(isMeant))
                    .toList();
            return page.next()
                    .map(next -> all(caller, query.piece(query.limit(), query.size(), next), isMeant, found))
                    .orElseGet(() -> Uni.createFrom().item(found));
        });
    }

    /** A hook's question is of the hook's session: it is looked for in the newest of all, for not all may be gone through. */
    private Uni<List<Interaction>> ofHook(Caller caller, ListQuery newest, Predicate<Interaction> isMeant) {
        return reading.list(caller, newest)
                .map(page -> page.items().stream().filter(isMeant).toList());
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
