package dev.holdpoint.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.broker.Attempt;
import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.broker.CheckedAttempt;
import dev.holdpoint.broker.CreateResult;
import dev.holdpoint.broker.Hold;
import dev.holdpoint.broker.PendingLimits;
import dev.holdpoint.broker.SettleResult;
import dev.holdpoint.broker.Store.Held;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.store.Procedures;
import dev.holdpoint.testing.Asks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decides is read without what is only told; that is read only of what is told. */
class SlimRowsTest extends WriterFixture {

    private static final int LIMIT = 3;
    private static final Asks LEASED = Asks.any().leased(Duration.ofSeconds(5)).within(Duration.ofMinutes(1));

    private final AtomicInteger payloads = new AtomicInteger();
    private Interaction asked;

    /** A session that is full, in a process that did not see it fill. */
    @BeforeEach
    void fill() {
        writer.start();
        for (int i = 0; i < LIMIT; i++) {
            asked = made(get(submit(creating(LEASED.made(null, Duration.ZERO, LIMIT)))));
        }
        writer.close();
        writer = writer(StoreObserver.NONE);
        writer.start();
        database.before("FROM payload", payloads::incrementAndGet);
    }

    @Test
    void anAskThatAFullSessionRefusesIsRefusedByCounting() {
        var full = creating(Asks.any().made(null, Duration.ZERO, LIMIT));

        assertThat(get(submit(full))).isEqualTo(new CreateResult.Full(PendingLimits.Full.SESSION));

        assertThat(payloads).hasValue(0);
    }

    @Test
    void whatIsDueInAFullSessionIsToldAndNothingElse() {
        clock.advance(Duration.ofSeconds(30));
        var later = creating(Asks.any().in("another").made());
        get(submit(later));
        clock.advance(Duration.ofSeconds(30));

        assertThat(get(submit(creating(Asks.any().made(null, Duration.ZERO, LIMIT)))))
                .isInstanceOf(CreateResult.Made.class);

        assertThat(payloads).hasValue(LIMIT);
    }

    @Test
    void anAttemptThatIsRefusedReadsNothingToTell() {
        var elsewhere = new CheckedAttempt(
                new Attempt(asked.id(), Asks.YES, new SessionId("elsewhere"), null), CheckResult.passed());
        var invalid = new CheckedAttempt(
                Asks.attempt(asked.id(), Asks.YES), new CheckResult.Violated(List.of(new Violation("/x", "wrong"))));

        SettleResult refused = get(submit(tables -> Procedures.settle(tables, NOBODY, elsewhere)));
        SettleResult wrong = get(submit(tables -> Procedures.settle(tables, NOBODY, invalid)));

        assertThat(refused).isInstanceOf(SettleResult.Refused.class);
        assertThat(wrong).isInstanceOf(SettleResult.Invalid.class);

        assertThat(payloads).hasValue(0);
    }

    @Test
    void aLeaseIsRenewedWithoutAWordOfWhatIsAsked() {
        Held held = get(submit(tables ->
                        Procedures.hold(tables, asked.id(), () -> new Hold(Asks.HOLDER, Duration.ofSeconds(1)))))
                .orElseThrow();

        assertThat(held.settled()).isEmpty();
        assertThat(payloads).hasValue(0);
    }

    @Test
    void ofAnEmptySessionNothingIsRead() {
        var elsewhere = new SessionId("elsewhere");
        int cancelled = get(submit(tables -> Procedures.cancelSession(tables, NOBODY, elsewhere, "gone")));

        assertThat(cancelled).isZero();
        assertThat(payloads).hasValue(0);
    }
}
