package dev.holdpoint.doctor;

import dev.holdpoint.connect.Gate;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.loading.ToolPattern;
import java.util.Optional;

/** Whether a hook is run for any tool, and for those that whoever wrote it may have thought of. */
final class HeldTools {

    /** A form's pattern names servers. */
    private static final String ELICITATION = "Elicitation";

    private HeldTools() {}

    static void examine(Agent agent, Gate gate, Switches switches) {
        String tools = gate.tools();
        if (tools == null || gate.event().equals(ELICITATION)) {
            return;
        }
        var pattern = new ToolPattern(agent, tools);
        Optional<String> none = holdsNone(pattern);
        String where = agent.word() + ", " + gate.event() + " of " + pattern.shown() + " in " + gate.file() + ": ";
        if (none.isPresent()) {
            switches.off(gate::equals, where + none.get());
            return;
        }
        for (String name : pattern.unfit()) {
            String words = where + "'" + name + "' is no tool that is known here";
            pattern.meant(name).ifPresentOrElse(meant -> switches.bad(words + meant), () -> switches.note(words));
        }
    }

    /** Why no call may be held by it. */
    private static Optional<String> holdsNone(ToolPattern pattern) {
        if (pattern.isTooLong()) {
            return Optional.of("it " + ToolPattern.TOO_LONG);
        }
        Optional<String> foreign = pattern.foreign();
        if (foreign.isPresent()) {
            return Optional.of(
                    "'" + foreign.get() + "' in it may be unknown to the agent's expressions, and then no call"
                            + " is held by it: name the tools");
        }
        return pattern.isUnfit()
                ? Optional.of("'" + pattern.text()
                        + "' fits no tool that is known here: no call is held by it (the doctor runs the line,"
                        + " whatever it is for)" + pattern.meant(pattern.text()).orElse(""))
                : Optional.empty();
    }
}
