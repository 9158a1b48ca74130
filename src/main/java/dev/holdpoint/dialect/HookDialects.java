package dev.holdpoint.dialect;

import java.util.Optional;

/** The agents whose hooks are understood. A dialect more is a line here. */
public final class HookDialects {

    /** Their names, for people. */
    public static final String KNOWN = ClaudeCode.AGENT + ", " + Codex.AGENT + ", " + Gemini.AGENT;

    private HookDialects() {}

    /** The dialect of an agent of this name. */
    public static Optional<HookDialect> of(String agent, OnSilence onSilence) {
        return switch (agent) {
            case ClaudeCode.AGENT -> Optional.of(new ClaudeCode(onSilence));
            case Codex.AGENT -> Optional.of(new Codex(onSilence));
            case Gemini.AGENT -> Optional.of(new Gemini());
            default -> Optional.empty();
        };
    }
}
