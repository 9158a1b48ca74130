package dev.holdpoint.history;

import static dev.holdpoint.history.Story.ask;
import static dev.holdpoint.history.Story.json;
import static dev.holdpoint.history.Story.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.history.Call.Verb;
import dev.holdpoint.history.Checker.Violation;
import dev.holdpoint.history.Stream.Filter;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker has nothing against a good history, and finds each fault that is planted in it. */
class CheckerTest {

    private static final Bounds BOUNDS =
            new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(200));
    private static final Call.Ask A = ask("a", ",'title':'first'", "key-a", 0);
    private static final Call.Ask D = ask("d", ",'lease':'PT1S'", "key-d", 2);
    private static final Call.Ask E = new Call.Ask(json("{'type':'deploy','sessionId':'r','data':'e'}"), null, 0);
    private static final Call.Ask G = ask("g", "", "key-g", 0);
    private static final Call.Settle YES = settle("a", Verb.RESOLVE, "yes", "key-yes");
    private static final Call.Settle NO = settle("a", Verb.REJECT, "no", "key-no");
    private static final Call.Settle WITHDRAWN = settle("g", Verb.CANCEL, "never mind", null);

    static History good() {
        var story = new Story()
                .opened("tab", Filter.ALL)
                .asked("a", A, 201)
                .opened("tab of s", Filter.ofSession("s"))
                .read("a is read", "a", 0)
                .listed("s is listed", "s")
                .resumed("tab", Filter.ALL)
                .won("a is won", YES)
                .lost("a is lost", NO)
                .read("a is read again", "a", 0)
                .asked("b", ask("b", ",'timeout':'PT1S'", null, 0), 201)
                .due("b", "expired", "timeout", null)
                .read("b is read", "b", 0)
                .asked("c", ask("c", ",'timeout':'PT1S','onExpiry':{'reject':'late'}", null, 0), 201)
                .due("c", "rejected", "timeout", "late")
                .asked("d", D, 202)
                .due("d", "cancelled", "asker-lost", null)
                .read("d is read", "d", 0)
                .asked("e", E, 201)
                .removed("r is removed", "r", "e")
                .read("e is read", "e", 0)
                .askedInVain("g", G)
                .settledInVain("g is withdrawn", WITHDRAWN)
                .lost("g is withdrawn again", WITHDRAWN)
                .asked("p", ask("p", "", null, 0), 201)
                .read("p is awaited", "p", 1)
                .listed("s is listed again", "s")
                .opened("late tab of s", Filter.ofSession("s"));
        return story.called("a again", A, 201, true, story.shown("a"))
                .called("g again", G, 201, true, story.shown("g"))
                .called("a is won again", YES, 200, true, story.shown("a"))
                .called("f is refused", ask("f", "", null, 0), 429, false, json("{}"))
                .called("a key is reused", ask("x", "", "key-a", 0), 422, false, json("{}"))
                .called("another session", elsewhere(), 403, false, json("{}"))
                .resumed("tab", Filter.ALL)
                .resumed("tab of s", Filter.ofSession("s"))
                .history();
    }

    private static Call.Settle elsewhere() {
        return new Call.Settle("id-p", Verb.REJECT, json("{'reason':'not mine','sessionId':'r'}"), null);
    }

    @Test
    void aGoodHistoryIsGood() {
        assertThat(Checker.check(good(), BOUNDS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsFound(Fault fault) {
        assertThat(Checker.check(fault.plantedIn(good()), BOUNDS))
                .extracting(Violation::promise)
                .contains(fault.broken());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED_LATE", "LOST_LATE", "LOST_AND_NEVER_SETTLED", "WAITED_TOO_LONG"})
    void whatTakesItsTimeWhileTheDatabaseIsAwayIsNoFault(Fault late) {
        History history = Planting.during(late.plantedIn(good()), History.Outage.Of.DATABASE);

        assertThat(Checker.check(history, BOUNDS))
                .extracting(Violation::promise)
                .doesNotContain(late.broken());
    }

    @Test
    void aReplicaThatStandsStillAnswersLate() {
        History history = Planting.during(Fault.ANSWERED_LATE.plantedIn(good()), History.Outage.Of.REPLICA);

        assertThat(Checker.check(history, BOUNDS)).isEmpty();
    }

    @Test
    void everyPromiseHasAFault() {
        assertThat(Arrays.stream(Fault.values()).map(Fault::broken).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Promise.values());
    }
}
