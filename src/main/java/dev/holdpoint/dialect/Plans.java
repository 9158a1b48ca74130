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

    private Plans() {}

    static boolean isEmpty(Json input) {
        return Titles.text(input, "plan").isEmpty();
    }

    static String title(Json input) {
        String plan = Titles.text(input, "plan").orElse("");
        return Titles.line("Plan: " + Titles.line(plan.replaceFirst("^\\s*#+\\s*", "")));
    }

    /**
     * The plan goes back as it was approved, edited or not. Words that go along with an approval have no other place on these
     * wires than the plan itself, where the agent reads them.
     */
    static Verdict verdict(Json input, Json response, String words) {
        String said = Verdict.joined(Titles.text(response, "feedback").orElse(""), words);
        if (!response.member("approved").equals(Optional.of(new Json("true")))) {
            return new Verdict.Denied(said.isEmpty() ? "A person did not approve the plan." : said, false);
        }
        String plan = Titles.text(response, "plan")
                .or(() -> Titles.text(input, "plan"))
                .orElse("");
        String heeded = said.isEmpty() ? plan : plan.stripTrailing() + "\n\nApproved with these words:\n\n" + said;
        Json updated = ObjectText.of(input).put("plan", heeded).json();
        Optional<Json> mode = Titles.text(response, "permissionMode").map(Plans::setMode);
        return new Verdict.Allowed(input, updated, mode.orElse(null));
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
