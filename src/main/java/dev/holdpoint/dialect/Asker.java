package dev.holdpoint.dialect;

import dev.holdpoint.broker.AskResult;
import dev.holdpoint.broker.Asking;
import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.Broker;
import dev.holdpoint.broker.Reading;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Settling;
import dev.holdpoint.interaction.Caller;
import dev.holdpoint.interaction.Decision;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.wire.Refusals;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts what agents ask through the front door, awaits it, comes back to it, and gives it up: once for all dialects.
 *
 * <p>The end of a wait is a settlement like any other: it may lose, and then the agent is told what won. So nobody allows
 * what an agent was told is over. Thread-safe.
 */
public final class Asker {

    private final Asking asking;
    private final Reading reading;
    private final Settling settling;

    public Asker(Broker broker) {
        this.asking = broker.asking();
        this.reading = broker.reading();
        this.settling = broker.settling();
    }

    /**
     * Asks, or finds what the same call asked before, and awaits it.
     *
     * @param asked hears of the question once it is durable, before it is awaited
     * @return fails with a {@link dev.holdpoint.wire.ProblemException} where nothing was asked
     */
    public Uni<Ending> ask(Caller caller, Question question, Terms terms, Consumer<Interaction> asked) {
        var ask = question.ask().withTimeout(terms.timeout()).withLease(terms.lease());
        Optional<Idempotency> key = question.idempotency(terms.key());
        return asking.ask(caller, ask, key.orElse(null), terms.patience(), asked)
                .chain(result -> switch (result) {
                    case AskResult.Created(Interaction made) -> ended(caller, made, terms.outlives());
                    case AskResult.Replayed(Interaction known) -> ended(caller, known, terms.outlives());
                    case AskResult.KeyReused()
                    when question.callKey().isPresent() -> Uni.createFrom().item(new Ending.Reused());
                    case AskResult refused -> Uni.createFrom().failure(question.placed(Refusals.of(refused)));
                });
    }

    /** Awaits what was asked before; empty where the caller sees no such interaction. */
    public Uni<Optional<Interaction>> await(Caller caller, InteractionId id, Duration wait) {
        return reading.await(caller, id, wait);
    }

    /** Settles a question as one whose asker is lost; tells how it stands then. */
    public Uni<Interaction> giveUp(Caller caller, InteractionId id) {
        var attempt = new Attempt(id, new Decision.Abandon(), null, null);
        return settling.settle(caller, attempt).map(result -> switch (result) {
            case SettleResult.Won(Interaction won) -> won;
            case SettleResult.Replayed(Interaction won) -> won;
            case SettleResult.Lost(Interaction winner) -> winner;
            case SettleResult.Forbidden forbidden -> throw Refusals.of(forbidden);
            case SettleResult.Refused refused -> throw Refusals.of(refused);
            case SettleResult.Invalid invalid -> throw Refusals.of(invalid);
            case SettleResult.Unknown() -> throw Refusals.unknown();
        });
    }

    private Uni<Ending> ended(Caller caller, Interaction interaction, boolean outlives) {
        return interaction.isPending() && !outlives
                ? giveUp(caller, interaction.id()).map(Ending.Told::new)
                : Uni.createFrom().item(new Ending.Told(interaction));
    }
}
