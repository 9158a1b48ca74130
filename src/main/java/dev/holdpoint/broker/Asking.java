package dev.holdpoint.broker;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.OnExpiry;
import dev.holdpoint.interaction.Violation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How something is asked: looked at, made durable, and where the asker wants it awaited. Thread-safe. */
public final class Asking {

    private final Store store;
    private final Reading reading;
    private final Awaiting awaiting;
    private final Deadlines deadlines;
    private final ResponseCheck check;
    private final Environment environment;
    private final Admission admission;

    private volatile boolean shuttingDown;

    Asking(
            Store store,
            Reading reading,
            Awaiting awaiting,
            Deadlines deadlines,
            ResponseCheck check,
            Environment environment) {
        this.store = store;
        this.reading = reading;
        this.awaiting = awaiting;
        this.deadlines = deadlines;
        this.check = check;
        this.environment = environment;
        this.admission = new Admission(environment.separateTypes());
    }

    /**
     * Asks, and where {@code wait} is above zero, awaits the settlement for that long.
     *
     * @param ask where it has no schema and its type has a built-in one, that is taken
     */
    public Uni<AskResult> ask(Caller caller, Ask ask, @Nullable Idempotency idempotency, Duration wait) {
        return ask(caller, ask, idempotency, wait, asked -> {});
    }

    /**
     * As {@link #ask(Caller, Ask, Idempotency, Duration)}.
     *
     * @param asked hears of what was asked as soon as it is durable, before it is awaited: once, and not where nothing was
     */
    public Uni<AskResult> ask(
            Caller caller, Ask ask, @Nullable Idempotency idempotency, Duration wait, Consumer<Interaction> asked) {
        if (shuttingDown) {
            return Uni.createFrom().failure(new ShuttingDownException(Optional.empty()));
        }
        List<Violation> violations = ask.violations();
        if (!violations.isEmpty()) {
            return Uni.createFrom().item(new AskResult.Invalid(violations));
        }
        Optional<AskResult> notAdmitted = admission.refusal(caller, ask);
        if (notAdmitted.isPresent()) {
            return Uni.createFrom().item(notAdmitted.get());
        }
        Ask complete = complete(admission.separated(ask));
        return checkSchema(complete)
                .chain(refusal -> refusal.isEmpty()
                        ? create(caller, complete, idempotency, wait)
                        : refuse(caller, refusal.get(), idempotency).map(refused -> new Step(refused, null)))
                .invoke(step -> tell(step.result, asked))
                .chain(step -> await(caller, step, wait)); // from here on nothing holds what was asked
    }

    /**
     * What became of an ask, before anybody awaits it.
     *
     * @param waiter who joined before it was made; null where nobody awaits it
     */
    private record Step(AskResult result, @Nullable Waiter waiter) {}

    void shutDown() {
        shuttingDown = true;
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }

    private Ask complete(Ask ask) {
        return ask.responseSchema() == null
                ? ask.withResponseSchema(check.builtIn(ask.type()).orElse(null))
                : ask;
    }

    private Uni<Optional<AskResult>> checkSchema(Ask ask) {
        Json schema = ask.responseSchema();
        if (schema == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return check.checkSchema(schema).chain(inSchema -> switch (inSchema) {
            case CheckResult.Failure failure -> refusal(new AskResult.InvalidSchema(failure));
            case CheckResult.Passed _ ->
                ask.onExpiry() instanceof OnExpiry.Resolve resolve
                        ? checkDefault(schema, resolve)
                        : Uni.createFrom().item(Optional.empty());
        });
    }

    private Uni<Optional<AskResult>> checkDefault(Json schema, OnExpiry.Resolve resolve) {
        return check.checkResponse(schema, resolve.response()).chain(inDefault -> switch (inDefault) {
            case CheckResult.Passed _ -> Uni.createFrom().item(Optional.empty());
            case CheckResult.Violated violated -> refusal(new AskResult.InvalidDefault(violated));
            case CheckResult.Unusable unusable -> refusal(new AskResult.InvalidSchema(unusable));
        });
    }

    private static Uni<Optional<AskResult>> refusal(AskResult refusal) {
        return Uni.createFrom().item(Optional.of(refusal));
    }

    /** A key that was used for something else is told before a schema that is none, but after what the body has wrong. */
    private Uni<AskResult> refuse(Caller caller, AskResult refusal, @Nullable Idempotency idempotency) {
        if (idempotency == null || refusal instanceof AskResult.InvalidDefault) {
            return Uni.createFrom().item(refusal);
        }
        return store.findKey(caller, idempotency.key())
                .map(used -> used.isPresent() && !used.get().equals(idempotency) ? new AskResult.KeyReused() : refusal);
    }

    private Uni<Step> create(Caller caller, Ask ask, @Nullable Idempotency idempotency, Duration wait) {
        var id = environment.ids().get();
        PendingLimits limits = environment.pendingLimits();
        if (wait.isZero()) {
            return store.create(caller, new NewInteraction(id, ask, idempotency, null, limits))
                    .map(made -> new Step(asked(made), null));
        }
        // Joined before it is made: no settlement can be missed, and nothing needs to be read again.
        Waiter waiter = awaiting.join(id, wait);
        if (ask.lease() != null) {
            waiter.markLeased();
        }
        return store.create(caller, new NewInteraction(id, ask, idempotency, awaiting.hold(wait), limits))
                .map(made -> new Step(asked(made), waiter))
                .onFailure()
                .invoke(() -> awaiting.leave(waiter))
                .onCancellation()
                .invoke(() -> awaiting.leave(waiter));
    }

    private Uni<AskResult> await(Caller caller, Step step, Duration wait) {
        Waiter waiter = step.waiter;
        if (waiter == null) {
            return Uni.createFrom().item(step.result);
        }
        return switch (step.result) {
            case AskResult.Created(Interaction made) ->
                tellingWhatIsAsked(caller, made.id(), reading.untilSettled(caller, waiter, false))
                        .<AskResult>map(AskResult.Created::new)
                        .onTermination()
                        .invoke(() -> awaiting.leave(waiter));
            case AskResult.Replayed(Interaction known) -> {
                awaiting.dismiss(waiter);
                yield known.isPending()
                        ? tellingWhatIsAsked(caller, known.id(), reading.await(caller, known.id(), wait))
                                .map(AskResult.Replayed::new)
                        : Uni.createFrom().item(step.result);
            }
            case AskResult refusal -> {
                awaiting.leave(waiter);
                yield Uni.createFrom().item(refusal);
            }
        };
    }

    private static void tell(AskResult result, Consumer<Interaction> asked) {
        switch (result) {
            case AskResult.Created(Interaction made) -> asked.accept(made);
            case AskResult.Replayed(Interaction known) -> asked.accept(known);
            default -> {}
        }
    }

    private AskResult asked(CreateResult result) {
        return switch (result) {
            case CreateResult.Made(Interaction made, Duration dueIn) -> {
                deadlines.learn(dueIn);
                yield new AskResult.Created(made);
            }
            case CreateResult.Known(Interaction known) -> new AskResult.Replayed(known);
            case CreateResult.KeyReused() -> new AskResult.KeyReused();
            case CreateResult.Full(PendingLimits.Full full) ->
                new AskResult.TooManyPending(full, environment.pendingLimits().of(full));
            case CreateResult.NoRoom() -> throw new StoreFullException();
        };
    }

    /** Where the process ends before the wait does, the asker learns what it can come back for. */
    private Uni<Interaction> tellingWhatIsAsked(Caller caller, InteractionId id, Uni<Optional<Interaction>> answer) {
        return answer.map(Optional::orElseThrow)
                .onFailure(ShuttingDownException.class)
                .recoverWithUni(() -> reading.await(caller, id, Duration.ZERO)
                        .chain(asked -> Uni.createFrom().failure(new ShuttingDownException(asked))));
    }
}
