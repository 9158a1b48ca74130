package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.ObjectText;
import java.util.Optional;

/** {@code ExitPlanMode}: may the agent carry out its plan? */
final class Plans {

    static final String TOOL = "ExitPlanMode";

    /** What an agent is told that has nothing to approve. */
    static final String EMPTY =
            "There is no plan to approve: 'plan' is empty. Write the plan first, then call ExitPlanMode with it.";

    /** What the words of a person begin with that go along with an approval. */
    static final String APPROVED_WITH = "Approved with these words:";

    private Plans() {}

    static boolean isEmpty(Json input) {
        return Titles.text(input, "plan").isEmpty();
    }

    static String title(Json input) {
        String plan = Titles.text(input, "plan").orElse("");
        return Titles.line("Plan: " + Titles.line(plan.replaceFirst("^\\s*#+\\s*", "")));
    }

    /** The plan goes back as it was approved, edited or not. */
    static Verdict verdict(Json input, Json response, String words) {
        String said = Verdict.joined(Titles.text(response, "feedback").orElse(""), words);
        if (!response.member("approved").equals(Optional.of(new Json("true")))) {
            return new Verdict.Denied(said.isEmpty() ? "A person did not approve the plan." : said, false);
        }
        String plan = Titles.text(response, "plan")
                .or(() -> Titles.text(input, "plan"))
                .orElse("");
        Json updated = ObjectText.of(input).put("plan", plan).json();
        Optional<Json> mode = Titles.text(response, "permissionMode").map(Plans::setMode);
        return new Verdict.Allowed(input, updated, mode.orElse(null), said);
    }

    /** A plan that says at its end what went along with its approval, where the agent's wire has no other place for words. */
    static Json withWords(Json plan, String words) {
        String text = Titles.text(plan, "plan").orElse("");
        return ObjectText.of(plan)
                .put("plan", text.stripTrailing() + "\n\n" + APPROVED_WITH + "\n\n" + words)
                .json();
    }

    private static Json setMode(String mode) {
        Json update = new ObjectText()
                .put("type", "setMode")
                .put("mode", mode)
                .put("destination", "session")
                .json();
        return new Json("[" + update.text() + "]");
    }
}
