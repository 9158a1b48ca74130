package dev.holdpoint.doctor;

import dev.holdpoint.client.Trees;
import dev.holdpoint.connect.Gate;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Whether an agent runs the hooks that its settings name, as far as that is seen from outside. */
final class Switches {

    enum Kind {
        NOTE,
        BAD,
        DANGER
    }

    /** Something that a person should know, in one line; what others have written does nothing to whoever reads it. */
    record Finding(Kind kind, String words) {
        Finding {
            words = Trees.oneLine(words);
        }
    }

    private final List<Finding> findings = new ArrayList<>();
    private final List<Predicate<Gate>> offs = new ArrayList<>();

    /**
     * Looks at all settings of an agent.
     *
     * @param isOurs whether a line is one of ours
     */
    static Switches of(Agent agent, AgentFiles files, Predicate<String> isOurs) {
        Switches switches = switch (agent) {
            case CLAUDE_CODE -> ClaudeCodeSwitches.of(files);
            case CODEX -> CodexSwitches.of(files);
            case GEMINI -> GeminiSwitches.of(files, isOurs);
        };
        OtherHooks.examine(agent, files, isOurs, switches);
        new Unloaded(agent, files).examine(switches);
        if (agent == Agent.CLAUDE_CODE) {
            ClaudeCodeModes.examine(files, switches);
        }
        return switches;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether it is known that the agent does not run it. */
    boolean isOff(Gate gate) {
        return offs.stream().anyMatch(off -> off.test(gate));
    }

    void off(Predicate<Gate> which, String words) {
        offs.add(which);
        findings.add(new Finding(Kind.DANGER, words));
    }

    void bad(String words) {
        findings.add(new Finding(Kind.BAD, words));
    }

    void note(String words) {
        findings.add(new Finding(Kind.NOTE, words));
    }

    /** What is not known is not good. */
    void unread(Agent agent, Path file, String trouble) {
        bad(agent.word() + ": " + file + " is there and cannot be read here, so whether hooks are run is not known: "
                + trouble);
    }
}
