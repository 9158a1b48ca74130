package dev.holdpoint.connect;

import dev.holdpoint.hook.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the hooks in agents' settings are in the way: each is run as the agent runs it, for settings that look right can be of no
 * effect. What a person should fear most is told in the plainest words.
 */
public final class Doctor {

    private final AgentFiles files;
    private final List<String> own;
    private final Consumer<String> telling;
    private boolean isWell = true;

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
        boolean isConnected = false;
        for (Agent agent : Agent.values()) {
            List<Gate.Found> gates = Stream.of(
                            files.all(agent),
                            files.administered(agent),
                            agent == Agent.GEMINI ? files.geminiExtensions() : List.<Path>of())
                    .flatMap(List::stream)
                    .distinct()
                    .flatMap(file -> SettingsFile.of(file).stream())
                    .flatMap(file -> gates(agent, file).stream())
                    .toList();
            if (!gates.isEmpty()) {
                isConnected = true;
                examine(agent, gates);
            }
        }
        if (!isConnected) {
            bad("no agent here is connected: nobody is asked before one does something; holdpoint connect AGENT ("
                    + String.join(", ", Agent.words()) + ")");
        }
        return isWell;
    }

    private List<Gate.Found> gates(Agent agent, SettingsFile file) {
        SettingsText.Node root = file.root();
        if (root != null) {
            OurLines ours = ours(file.file());
            return Gate.in(file.file(), root, line -> ours.has(agent, line));
        }
        if (files.all(agent).contains(file.file())) {
            tell(Loading.unread(agent, files, file));
        }
        return List.of();
    }

    private void examine(Agent agent, List<Gate.Found> gates) {
        Set<String> lines = gates.stream().map(found -> found.gate().line()).collect(Collectors.toSet());
        var ours = new OurLines(own, lines);
        Switches switches = Switches.of(agent, files, line -> ours.has(agent, line));
        gates.forEach(found -> ToolPattern.examine(agent, found.gate(), switches));
        for (Gate.Found found : gates) {
            Gate gate = found.gate();
            String tools = gate.tools() == null ? "" : " of " + gate.tools();
            String where = agent.word() + ", " + gate.event() + tools + " in " + gate.file();
            examine(agent, where, found, switches.isOff(gate));
        }
        tellOfDoubles(
                agent,
                gates.stream()
                        .map(Gate.Found::gate)
                        .filter(gate -> !switches.isOff(gate))
                        .toList());
        switches.findings().forEach(this::tell);
    }

    private void tell(Switches.Finding finding) {
        switch (finding.kind()) {
            case NOTE -> telling.accept("note    " + finding.words());
            case BAD -> bad(finding.words());
            case DANGER -> danger(finding.words());
        }
    }

    private void tellOfDoubles(Agent agent, List<Gate> gates) {
        var told = new HashSet<Set<Path>>();
        for (Gate gate : gates) {
            gates.stream()
                    .filter(other -> gate.isRunBeside(other, agent))
                    .filter(other -> told.add(Set.of(gate.file(), other.file())))
                    .forEach(other ->
                            bad(Connecting.twice(agent, gate.file(), other.file()) + "; take one of them out"));
        }
    }

    private void examine(Agent agent, String where, Gate.Found found, boolean isOff) {
        String event = found.gate().event();
        String line = found.gate().line();
        if (!HookLine.isClosedByItsShell(agent, event, line)) {
            bad(where + ": the line is not safe: "
                    + (agent.wantsDecisionOn(event)
                            ? "it does not deny by itself, and on this event the agent heeds no status"
                            : "it does not end in '" + HookLine.closing(agent) + "'")
                    + ": where holdpoint is missing or killed, the call goes through; run holdpoint connect "
                    + agent.word());
        }
        examineTimes(agent, where, found.handler(), line);
        Probe.Result result = Probe.run(agent, event, line, files.project());
        switch (result.kind()) {
            case ASKED -> works(where, "asked, and blocked by silence", isOff);
            case ALLOWED -> works(where, "asked, and somebody allowed the test", isOff);
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

    private void works(String where, String what, boolean isOff) {
        if (isOff) {
            bad(where + ": " + what + ", but by the doctor alone: the agent does not run it, as is told below");
        } else {
            telling.accept("good    " + where + ": " + what);
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

    private void bad(String what) {
        isWell = false;
        telling.accept("bad     " + what);
    }

    private void danger(String what) {
        isWell = false;
        telling.accept("DANGER  " + what);
    }
}
