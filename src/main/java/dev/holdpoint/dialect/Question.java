package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Idempotency;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Fingerprint;
import dev.holdpoint.json.ObjectText;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question that an agent asked in its own words.
 *
 * @param ask what is asked, in the words of the house, but for how long
 * @param callKey by which the same call is found again, made of dialect, session and the call's id; empty where its wire
 *     carries no such id
 * @param tool what is called
 * @param input what it is called with: the same call has the same
 * @param places where the parts of what is asked stand in the agent's words, by the pointers of the contract
 */
public record Question(Ask ask, Optional<String> callKey, String tool, Json input, Map<String, String> places)
        implements Heard {

    public Question {
        places = Map.copyOf(places);
    }

    /** The key of a call; empty where the id is. */
    static Optional<String> callKey(String dialect, String session, String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String key = dialect + ":" + session + ":" + id;
        boolean fits = key.length() <= Idempotency.MAX_KEY_LENGTH;
        return Optional.of(fits ? key : dialect + ":" + Fingerprint.of("call", ObjectText.quoted(key)));
    }

    /**
     * What recognises the same call, and the same one with another input; a door's own key stands in for a missing id. A call's id
     * is of one hook of one agent. A door's key may be of any, and an answer is worded for the hook that asked: so that is compared
     * too.
     */
    Optional<Idempotency> idempotency(Optional<String> ofDoor) {
        return callKey.map(key ->
                        new Idempotency(key, Fingerprint.of("call", compared().json())))
                .or(() -> ofDoor.map(key -> new Idempotency(key, Fingerprint.of("call", comparedWithHook()))));
    }

    Question with(Ask completed) {
        return new Question(completed, callKey, tool, input, places);
    }

    /** The same refusal, its errors placed where the agent finds them. */
    ProblemException placed(ProblemException refusal) {
        Problem problem = refusal.problem();
        List<Violation> errors = problem.errors().stream().map(this::placed).toList();
        return new ProblemException(new Problem(
                problem.kind(), problem.detail(), errors, problem.moreErrors(), null, problem.retryAfter()));
    }

    private ObjectText compared() {
        return new ObjectText()
                .put("type", ask.type().value())
                .put("session", ask.session().value())
                .put("tool", tool)
                .put("input", input);
    }

    private Json comparedWithHook() {
        return compared()
                .put("agent", HookDialect.agent(ask))
                .put("event", HookDialect.event(ask))
                .json();
    }

    /** By the longest beginning that has a place. */
    private Violation placed(Violation error) {
        String pointer = error.pointer();
        String rest = "";
        while (!pointer.isEmpty() && !places.containsKey(pointer)) {
            int cut = pointer.lastIndexOf('/');
            rest = pointer.substring(cut) + rest;
            pointer = pointer.substring(0, cut);
        }
        return pointer.isEmpty()
                ? error
                : new Violation(places.get(pointer) + rest, error.detail(), error.isTooLarge());
    }
}
