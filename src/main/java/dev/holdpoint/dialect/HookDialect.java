package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.SessionId;
import dev.holdpoint.interaction.Violation;
import dev.holdpoint.json.Members;
import dev.holdpoint.wire.Problem;
import dev.holdpoint.wire.Problem.Kind;
import dev.holdpoint.wire.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the hooks of one kind of agent ask, and how they are answered. What it needs to answer stands in what was asked. */
public interface HookDialect {

    /** Where a question keeps which hook asked it. */
    String EVENT = HookInput.EVENT;

    /** What the agent is called. */
    String agent();

    /** Hooks on whose answer nothing depends: they are answered, and nobody is asked. */
    Set<String> gatingNothing();

    /** What is asked on an event of this name; empty where the agent has none that asks. */
    Optional<Heard> ask(String event, Members body, @Nullable SessionId otherwise);

    /** Whether the agent can be told this where nobody answers it on an event; that it may not go on, always. */
    boolean canBeTold(OnSilence what, String event);

    /** What it is told of how its question stands. */
    Json answer(Interaction interaction);

    /** What it is told where nothing was asked: it is blocked, and learns why. */
    Json blocked(Ask ask, String why);

    /**
     * Understands a hook's input. A name that is not known is refused, which blocks: a misspelt or a new event must not open
     * the gate.
     *
     * @param otherwise the session of what names none; null where it has to
     */
    default Heard read(Members body, @Nullable SessionId otherwise) {
        String event = HookInput.event(body);
        return gatingNothing().contains(event)
                ? new Heard.AnsweredAtOnce(Json.EMPTY_OBJECT)
                : ask(event, body, otherwise).orElseThrow(() -> unknown(event));
    }

    /** What it is told where the wait for an answer ended. */
    default Json answer(Ending ending, Ask ask) {
        return switch (ending) {
            case Ending.Told(Interaction interaction) -> answer(interaction);
            case Ending.Reused() -> blocked(ask, "this call id was asked with another input");
        };
    }

    /** The hook that asked a question. */
    static String event(Ask ask) {
        return Titles.text(ask.metadata(), EVENT).orElse("");
    }

    /** The agent whose hook asked a question; empty where none did. */
    static String agent(Ask ask) {
        return Titles.text(ask.metadata(), "agent").orElse("");
    }

    private ProblemException unknown(String event) {
        String detail = event.isEmpty()
                ? "missing: the name of a hook event is needed here"
                : "'" + Titles.line(event) + "' is no event of " + agent() + " that is known here: nothing was asked";
        return new ProblemException(Problem.of(Kind.INVALID_REQUEST, "", List.of(new Violation("/" + EVENT, detail))));
    }
}
