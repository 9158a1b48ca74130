package dev.holdpoint.interaction;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door: ask, await, settle, list, remove a session.
 *
 * <p>Nothing is decided here. The store decides, the registry delivers, and people are told after: waiters and tabs hear
 * of a settlement when it is durable and its entry is out of the registry, and so does a loser. Thread-safe.
 */
public final class Interactions {

    private static final String SESSION_REMOVED = "Session removed";

    private final Store store;
    private final Deadlines deadlines;
    private final ResponseCheck check;
    private final Announcer announcer;
    private final Environment environment;
    private final Awaiting awaiting;

    private volatile boolean shuttingDown;

    /**
     * What the front door takes from its surroundings.
     *
     * @param checks where responses and schemas are checked; may block
     * @param pendingLimit how many interactions may be pending in one session
     */
    public record Environment(
            InstantSource clock, Timers timers, Supplier<InteractionId> ids, Executor checks, int pendingLimit) {}

    public Interactions(
            Store store, Deadlines deadlines, ResponseCheck check, Announcer announcer, Environment environment) {
        this.store = store;
        this.deadlines = deadlines;
        this.check = check;
        this.announcer = announcer;
        this.environment = environment;
        this.awaiting = new Awaiting(store, deadlines, environment.clock(), environment.timers());
        store.tell(this::onNews);
    }

    /**
     * Asks, and where {@code wait} is above zero, awaits the settlement for that long.
     *
     * @param ask where it has no schema and its type has a built-in one, that is taken
     */
    public Uni<AskResult> ask(Ask ask, @Nullable Idempotency idempotency, Duration wait) {
        if (shuttingDown) {
            return Uni.createFrom().failure(new ShuttingDownException(Optional.empty()));
        }
        Ask complete = withSchema(ask);
        return checkAsk(complete).chain(refusal -> {
            if (refusal.isEmpty()) {
                return create(complete, idempotency, wait);
            }
            return idempotency == null ? Uni.createFrom().item(refusal.get()) : refuse(refusal.get(), idempotency);
        });
    }

    /** The interaction as it stands; where {@code wait} is above zero, as soon as it settles or when the wait is over. */
    public Uni<Optional<Interaction>> await(InteractionId id, Duration wait) {
        if (wait.isZero()) {
            return store.find(id);
        }
        Waiter waiter = awaiting.join(id, wait);
        return store.find(id)
                .chain(found -> found.isPresent() && found.get().isPending()
                        ? awaiting.answer(waiter, found.get()).map(Optional::of)
                        : Uni.createFrom().item(found))
                .onTermination()
                .invoke(() -> awaiting.leave(waiter));
    }

    /** Tries to settle an interaction. */
    public Uni<SettleResult> settle(SettleCommand command) {
        return store.settle(command)
                .chain(result -> result instanceof SettleResult.Unchecked unchecked
                        ? settleChecked(command, unchecked)
                        : Uni.createFrom().item(result))
                .invoke(result -> onResult(command, result));
    }

    public Uni<Page> list(ListQuery query) {
        return store.list(query);
    }

    /** Cancels all that is pending in a session; tells how many. */
    public Uni<Integer> removeSession(SessionId session) {
        return store.cancelSession(session, SESSION_REMOVED);
    }

    public Uni<Statistics> statistics() {
        return store.statistics();
    }

    public Uni<Timeline> timeline(Timeline.Span span) {
        return store.timeline(span);
    }

    /** How many callers await something in this process. */
    public int waiters() {
        return awaiting.waiters();
    }

    /** Takes no more asks, and answers every waiter with {@link ShuttingDownException}. */
    public void shutDown() {
        shuttingDown = true;
        awaiting.shutDown();
    }

    public boolean isShuttingDown() {
        return shuttingDown;
    }

    private void onNews(List<InteractionEvent> events) {
        for (InteractionEvent event : events) {
            Interaction interaction = event.interaction();
            if (interaction.isPending()) {
                deadlines.learn(interaction.expiresAt());
            } else {
                awaiting.deliver(interaction);
            }
        }
        announcer.announce(events);
    }

    /** What this call learned of a settlement is news too: it may have been the first to hear of it. */
    private void onResult(SettleCommand command, SettleResult result) {
        switch (result) {
            case SettleResult.Won won -> awaiting.deliver(won.interaction());
            case SettleResult.Replayed replayed -> awaiting.deliver(replayed.interaction());
            case SettleResult.Lost lost -> {
                awaiting.deliver(lost.interaction());
                announcer.announce(command, result);
            }
            case SettleResult.Refused _ -> announcer.announce(command, result);
            case SettleResult.Unchecked _, SettleResult.Invalid _, SettleResult.Unknown _ -> {}
        }
    }

    private Ask withSchema(Ask ask) {
        Json schema = ask.responseSchema() == null ? check.builtIn(ask.type()).orElse(null) : ask.responseSchema();
        return new Ask(
                ask.type(),
                ask.session(),
                ask.title(),
                ask.data(),
                ask.metadata(),
                schema,
                ask.timeout(),
                ask.onExpiry(),
                ask.lease());
    }

    private Uni<Optional<AskResult>> checkAsk(Ask ask) {
        Json schema = ask.responseSchema();
        if (schema == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return inChecks(() -> {
            List<Violation> inSchema = check.checkSchema(schema);
            if (!inSchema.isEmpty()) {
                return Optional.of(new AskResult.InvalidSchema(inSchema));
            }
            List<Violation> inDefault = ask.onExpiry() instanceof OnExpiry.Resolve resolve
                    ? check.checkResponse(schema, resolve.response())
                    : List.of();
            return inDefault.isEmpty() ? Optional.empty() : Optional.of(new AskResult.InvalidDefault(inDefault));
        });
    }

    /** A key that was used for something else is told before a schema that is none. */
    private Uni<AskResult> refuse(AskResult refusal, Idempotency idempotency) {
        boolean isShape = refusal instanceof AskResult.InvalidDefault;
        return isShape
                ? Uni.createFrom().item(refusal)
                : store.findKey(idempotency.key())
                        .map(known ->
                                known.filter(kept -> !kept.equals(idempotency)).isPresent()
                                        ? new AskResult.KeyReused()
                                        : refusal);
    }

    private Uni<AskResult> create(Ask ask, @Nullable Idempotency idempotency, Duration wait) {
        InteractionId id = environment.ids().get();
        var interaction = new NewInteraction(id, ask, idempotency, wait, environment.pendingLimit());
        if (wait.isZero()) {
            return store.create(interaction).invoke(this::learn);
        }
        // Joined before it is made: no settlement can be missed, and nothing needs to be read again.
        Waiter waiter = awaiting.join(id, wait);
        if (ask.lease() != null) {
            waiter.markLeased();
        }
        return store.create(interaction)
                .invoke(this::learn)
                .chain(result -> switch (result) {
                    case AskResult.Created created ->
                        awaiting.settlement(waiter, created.interaction())
                                .<AskResult>map(answer -> new AskResult.Created(answer, created.due()))
                                .onFailure(ShuttingDownException.class)
                                .transform(_ -> new ShuttingDownException(Optional.of(created.interaction())));
                    case AskResult.Replayed replayed -> awaitAgain(replayed.interaction(), wait);
                    case AskResult refusal -> Uni.createFrom().item(refusal);
                })
                .onTermination()
                .invoke(() -> awaiting.leave(waiter));
    }

    private Uni<AskResult> awaitAgain(Interaction known, Duration wait) {
        return await(known.id(), wait)
                .<AskResult>map(found -> new AskResult.Replayed(found.orElse(known)))
                .onFailure(ShuttingDownException.class)
                .transform(_ -> new ShuttingDownException(Optional.of(known)));
    }

    /** An interaction's schema never changes, so that what is checked now is still so when the store decides. */
    private Uni<SettleResult> settleChecked(SettleCommand command, SettleResult.Unchecked unchecked) {
        return inChecks(() -> check.checkResponse(unchecked.schema(), unchecked.response()))
                .chain(violations -> violations.isEmpty()
                        ? store.settle(command.checked())
                        : Uni.createFrom().item(new SettleResult.Invalid(violations)));
    }

    private void learn(AskResult result) {
        if (result instanceof AskResult.Created created) {
            deadlines.learn(created.due());
        }
    }

    private <T> Uni<T> inChecks(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(environment.checks());
    }
}
