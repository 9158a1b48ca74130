package dev.holdpoint.dialect;

import dev.holdpoint.interaction.InteractionId;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.json.Members;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * The tool that looks at what was asked.
 *
 * @param patience how long it is held where nobody answered yet; not at all, where it does not say
 */
public record Check(InteractionId id, Duration patience) {

    public static final String NAME = "check";

    static final Json DESCRIBED = new Json("""
            {"name":"check","title":"Look whether a person answered",\
            "description":"Looks at a question that ask_human or request_approval left pending, by its id. With wait it is held \
            until a person answers or the seconds pass. Status pending means that nobody answered yet, and expired or cancelled \
            that nobody did in time: neither is a refusal. Call it again later, do other work meanwhile.",\
            "inputSchema":{"type":"object","properties":{"id":{"type":"string",\
            "description":"The id that the question's tool gave."},"wait":{"type":"integer","minimum":0,"maximum":86400,\
            "description":"Seconds to wait for an answer."}},"required":["id"]},\
            "annotations":{"readOnlyHint":true}}""");

    /** Reads a call. */
    public static Check read(Members arguments) {
        String id = arguments.requiredString(
                "id",
                text -> InteractionId.parse(text).isPresent(),
                "the id that the question's tool gave is needed here");
        Integer wait = Waits.seconds(arguments);
        if (!arguments.violations().isEmpty()) {
            throw new ProblemException(Problem.of(arguments.violations()));
        }
        return new Check(
                Optional.ofNullable(id).flatMap(InteractionId::parse).orElseThrow(),
                Duration.ofSeconds(wait == null ? 0 : wait));
    }
}
