package dev.holdpoint.history;

import java.util.ArrayList;
import java.util.List;

/** Tells which promises a history breaks. */
public final class Checker {

    private Checker() {}

    /** A promise that was broken, and how, for people. */
    public record Violation(Promise promise, String story) {}

    /** Takes what is found. */
    interface Findings {
        void add(Promise promise, String story);
    }

    public static List<Violation> check(History history, Bounds bounds) {
        var violations = new ArrayList<Violation>();
        Findings findings = (promise, story) -> violations.add(new Violation(promise, story));
        var evidence = new Evidence(history);
        new AskRules(evidence, findings).check();
        new SettleRules(evidence, findings).check();
        new DueRules(evidence, bounds, findings).check();
        new SoonRules(evidence, bounds, findings).check();
        new ReadRules(evidence, findings).check();
        new AnswerRules(evidence, findings).check();
        new TabRules(evidence, findings).check();
        new EndRules(evidence, findings).check();
        return violations;
    }
}
