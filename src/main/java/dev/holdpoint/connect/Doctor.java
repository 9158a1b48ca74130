package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the hooks in agents' settings are in the way: each is run as the agent runs it, for settings that look right can be of no
 * effect. What a person should fear most is told in the plainest words.
 */
public final class Doctor {

    private static final Set<String> GATING = Set.of("PermissionRequest", "PreToolUse", "Elicitation", "BeforeTool");

    private final AgentFiles files;
    private final List<String> own;
    private final Consumer<String> telling;
    private boolean isWell = true;
    private int hooks;

    /**
     * @param own how this very command is run
     * @param telling takes a line for whoever reads
     */
    public Doctor(AgentFiles files, List<String> own, Consumer<String> telling) {
        this.files = files;
        this.own = List.copyOf(own);
        this.telling = telling;
    }

    /** Whether all hooks that there are are in the way, and there is one at least. */
    public boolean examine() {
        for (Agent agent : Agent.values()) {
            int before = hooks;
            List<Path> all =
                    files.all(agent).stream().distinct().filter(Files::exists).toList();
            all.forEach(file -> examine(agent, file));
            if (hooks > before) {
                all.forEach(file -> examineSwitches(agent, file));
                tellOfWhatElseCounts(agent);
            }
        }
        if (hooks == 0) {
            bad("no agent here is connected: nobody is asked before one does something; holdpoint connect AGENT ("
                    + String.join(", ", Agent.words()) + ")");
        }
        return isWell;
    }

    private void examine(Agent agent, Path file) {
        SettingsText.Node root = read(file);
        if (root == null) {
            bad(agent.word() + ": " + file + " is no JSON that can be read, so none of its hooks is run by the agent");
            return;
        }
        OurLines ours = ours(file);
        SettingsText.Node events = root.member("hooks").orElse(root);
        for (SettingsText.Member event : events.members()) {
            for (SettingsText.Node group : event.value().elements()) {
                for (SettingsText.Node handler :
                        group.member("hooks").map(SettingsText.Node::elements).orElse(List.of())) {
                    String line = handler.member("command")
                            .map(SettingsText.Node::word)
                            .orElse("");
                    if (ours.has(agent, line) && GATING.contains(event.name())) {
                        hooks++;
                        String tools = group.member("matcher")
                                .map(SettingsText.Node::word)
                                .filter(matcher -> !matcher.isEmpty() && !matcher.equals("*"))
                                .map(matcher -> " of " + matcher)
                                .orElse("");
                        examine(agent, event.name() + tools + " in " + file, event.name(), handler, line);
                    }
                }
            }
        }
    }

    private void examine(Agent agent, String place, String event, SettingsText.Node handler, String line) {
        String where = agent.word() + ", " + place;
        if (!HookLine.isClosedByItsShell(agent, event, line)) {
            bad(where + ": the line is not safe: "
                    + (agent.wantsDecisionOn(event)
                            ? "it does not deny by itself, and on this event the agent heeds no status"
                            : "it does not end in '" + HookLine.closing(agent) + "'")
                    + ": where holdpoint is missing or killed, the call goes through; run holdpoint connect "
                    + agent.word());
        }
        examineTimes(agent, where, handler, line);
        Probe.Result result = Probe.run(agent, event, line, files.project());
        switch (result.kind()) {
            case ASKED -> telling.accept("good    " + where + ": asked, and blocked by silence");
            case ALLOWED -> telling.accept("good    " + where + ": asked, and somebody allowed the test");
            case BLOCKS_ALL ->
                bad(where + ": it blocks, but nobody is asked, so " + agent.word()
                        + " can do nothing that is held there: " + result.words());
            case OPEN ->
                danger(where + ": the settings name the hook, and IT IS NOT IN THE WAY: " + agent.word()
                        + " goes on as if somebody had said yes (" + result.words() + "); run holdpoint connect "
                        + agent.word());
        }
    }

    /** An agent that ends a hook before it blocks goes on. */
    private void examineTimes(Agent agent, String where, SettingsText.Node handler, String line) {
        OptionalInt blocks = HookLine.timeout(line);
        long unit = agent == Agent.GEMINI ? 1_000 : 1;
        long own =
                handler.member("timeout").map(SettingsText.Node::number).orElse(agent == Agent.GEMINI ? 60_000L : 600L)
                        / unit;
        if (blocks.isPresent() && own <= blocks.getAsInt()) {
            danger(where + ": the agent ends the hook after " + own + " s, before it blocks (--timeout "
                    + blocks.getAsInt() + "): a call that nobody answers goes through");
        }
        if (handler.member("async").filter(SettingsText.Node::isTrue).isPresent()) {
            danger(where + ": it is run beside the call (async), and holds nothing");
        }
    }

    /** What is off in one of an agent's files is off for the hooks in all of them. */
    private void examineSwitches(Agent agent, Path file) {
        SettingsText.Node root = read(file);
        if (root == null) {
            return;
        }
        if (agent == Agent.CLAUDE_CODE
                && root.member("disableAllHooks")
                        .filter(SettingsText.Node::isTrue)
                        .isPresent()) {
            danger("claude-code: " + file + " says disableAllHooks: no hook is run, every call goes through");
        }
        if (agent == Agent.GEMINI) {
            root.member("hooksConfig").ifPresent(config -> examineSwitches(file, config));
        }
    }

    private void examineSwitches(Path file, SettingsText.Node gemini) {
        if (gemini.member("enabled").filter(enabled -> !enabled.isTrue()).isPresent()) {
            danger("gemini: " + file + " has hooksConfig.enabled false: no hook is run, every call goes through");
        }
        boolean isOff = gemini.member("disabled").map(SettingsText.Node::elements).orElse(List.of()).stream()
                .anyMatch(hook -> ours(file).has(Agent.GEMINI, hook.word()));
        if (isOff) {
            danger("gemini: " + file + " has the hook in hooksConfig.disabled: it is not run, every call goes through");
        }
    }

    private void tellOfWhatElseCounts(Agent agent) {
        switch (agent) {
            case CLAUDE_CODE -> {}
            case CODEX -> {
                for (Path file : files.codexConfigurations()) {
                    if (turnsHooksOff(file)) {
                        danger("codex: " + file + " turns hooks off: no hook is run, every call goes through");
                    }
                }
                telling.accept("note    codex runs a hook only after somebody trusted it: look at /hooks in codex; one"
                        + " that is not trusted there IS NOT IN THE WAY");
            }
            case GEMINI ->
                telling.accept(
                        "note    gemini runs hooks only in folders that somebody trusted: look at /permissions in"
                                + " gemini; in one that is not trusted NONE IS IN THE WAY");
        }
    }

    private static boolean turnsHooksOff(Path configuration) {
        try {
            return Files.exists(configuration)
                    && Files.readString(configuration)
                            .lines()
                            .anyMatch(line -> line.matches("\\s*(features\\.)?(codex_)?hooks\\s*=\\s*false\\b.*"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** What was kept of a file and cannot be read is not missed: lines that run holdpoint are ours without it. */
    private OurLines ours(Path file) {
        try {
            return new OurLines(
                    own, Before.of(files.kept(), file).map(Before::lines).orElse(Set.of()));
        } catch (IOException unreadable) {
            return new OurLines(own, Set.of());
        }
    }

    private static SettingsText.@Nullable Node read(Path file) {
        try {
            return new SettingsText(Files.readString(file)).root().orElse(null);
        } catch (IOException none) {
            return null;
        }
    }

    private void bad(String what) {
        isWell = false;
        telling.accept("bad     " + what);
    }

    private void danger(String what) {
        isWell = false;
        telling.accept("DANGER  " + what);
    }
}
