package dev.holdpoint.doctor;

import dev.holdpoint.client.Place;
import dev.holdpoint.connect.Connecting;
import dev.holdpoint.connect.Gate;
import dev.holdpoint.connect.HookLine;
import dev.holdpoint.connect.OurLines;
import dev.holdpoint.connect.TokenFile;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the hooks in agents' settings are in the way: each is run as the agent runs it, for settings that look right can be of no
 * effect. What a person should fear most is told in the plainest words.
 */
public final class Doctor {

    /** What a hook may have that is run on each call; what is run beside it is told apart. */
    private static final Set<String> KNOWN =
            Set.of("type", "command", "timeout", "statusMessage", "name", "description", "async");

    /** What timers of Node take for one millisecond is more. */
    private static final long MOST_MILLIS = Integer.MAX_VALUE;

    /** How many lines are run at most: people are asked about each. */
    private static final int MOST_RUN = 16;

    private final AgentFiles files;
    private final List<String> own;
    private final Place called;
    private final Optional<Place> usual;
    private final Consumer<String> telling;
    private final Map<List<String>, Probe.Result> probed = new HashMap<>();
    private boolean isWell = true;

    /**
     * @param own how this very command is run
     * @param called the service that whoever called the doctor means
     * @param usual the one that a hook asks which names none; empty where none can be called
     * @param telling takes a line for whoever reads
     */
    public Doctor(AgentFiles files, List<String> own, Place called, Optional<Place> usual, Consumer<String> telling) {
        this.files = files;
        this.own = List.copyOf(own);
        this.called = called;
        this.usual = usual;
        this.telling = telling;
    }

    /** Whether all hooks that there are are in the way, and there is one at least. */
    public boolean examine() {
        boolean isConnected = false;
        for (Agent agent : Agent.values()) {
            try {
                List<Gate.Found> gates = Gate.places(files, agent)
                        .flatMap(place -> gates(agent, place).stream())
                        .toList();
                isConnected |= !gates.isEmpty();
                if (!gates.isEmpty()) {
                    examine(agent, gates);
                }
            } catch (StackOverflowError | OutOfMemoryError large) {
                isConnected = true; // as far as is known
                bad(agent.word()
                        + ": its settings cannot be read here, so whether hooks are run is not known: something"
                        + " in them is too large or too deep; look at those that came along with " + files.project());
            }
        }
        if (!isConnected) {
            bad("no agent here is connected: nobody is asked before one does something; holdpoint connect AGENT ("
                    + String.join(", ", Agent.words()) + ")");
        }
        return isWell;
    }

    private List<Gate.Found> gates(Agent agent, Path place) {
        SettingsFile.of(place)
                .filter(file -> file.root() == null && files.all(agent).contains(place))
                .ifPresent(file -> tell(new Unloaded(agent, files).unread(file)));
        List<Gate.Found> ours = Gate.ours(files, agent, own, place);
        if (ours.size() > Gate.MOST) {
            bad(agent.word() + ": " + place + " has " + Connecting.tooMany(ours.size()) + "; take those out that nobody"
                    + " you know wrote");
        }
        return ours.stream().limit(Gate.MOST).toList();
    }

    private void examine(Agent agent, List<Gate.Found> gates) {
        Set<String> lines = gates.stream().map(found -> found.gate().line()).collect(Collectors.toSet());
        var ours = new OurLines(own, lines);
        Switches switches = Switches.of(agent, files, line -> ours.has(agent, line));
        gates.forEach(found -> HeldTools.examine(agent, found.gate(), switches));
        for (Gate.Found found : gates) {
            Gate gate = found.gate();
            String tools = gate.tools() == null ? "" : " of " + Probe.words(gate.tools());
            String where = agent.word() + ", " + gate.event() + tools + " in " + gate.file();
            examine(agent, where, found, switches.isOff(gate));
        }
        tellOfOpenTokens(agent, lines);
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

    /** Whoever reads one asks in the agent's name. */
    private void tellOfOpenTokens(Agent agent, Set<String> lines) {
        lines.stream()
                .flatMap(line -> HookLine.option(line, "--token-file").stream())
                .distinct()
                .filter(token -> TokenFile.isOpen(files.project(), token))
                .forEach(token -> bad(agent.word() + ": the token in " + Probe.words(token)
                        + " can be read or written by others than its owner: take it out with holdpoint connect "
                        + agent.word()
                        + " --remove, which revokes it, and connect again"));
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
        Optional<String> condition = condition(found.handler());
        if (condition.isPresent()) {
            danger(where + ": " + condition.get() + ": a call may go through; run holdpoint connect " + agent.word());
            return;
        }
        OurLines ours = OurLines.in(files, own, found.gate().file());
        if (!ours.isSafeToRun(agent, event, line, files.variable().apply("PATH"), files.project())) {
            bad(where + ": not written by connect, so not run here: '" + Probe.words(line)
                    + "'; read it, take it out of the"
                    + " file where nobody you know wrote it, else run holdpoint connect " + agent.word());
            return;
        }
        boolean isNamed = HookLine.option(line, "--url").isPresent();
        Optional<Place> place = isNamed ? HookLine.place(line) : usual;
        if (place.isEmpty()) {
            bad(where + ": it names no service that can be called, so it was not run: "
                    + (isNamed ? "its --url" : "HOLDPOINT_URL") + " is no address; run holdpoint connect "
                    + agent.word());
        } else if (place.get().equals(called)) {
            probe(agent, where + ", which asks " + called, found.gate(), isOff);
        } else {
            tellOfAnother(where, place.get(), isNamed && !ours.written().contains(line));
        }
    }

    /** Running it would show its token to whoever is there. */
    private void tellOfAnother(String where, Place place, boolean isOfOthers) {
        String what = where + ": it asks " + place + ", and not " + called
                + ", which this doctor is about, so it was not" + " run: ";
        String known = "holdpoint doctor --url " + place + " runs it";
        if (isOfOthers) {
            danger(what
                    + "whoever has that service reads what the agent does, and says yes for you; take the hook out, or"
                    + " where you know it, " + known);
        } else {
            bad(what + known);
        }
    }

    private void probe(Agent agent, String where, Gate gate, boolean isOff) {
        List<String> run = List.of(agent.word(), gate.event(), gate.line());
        if (probed.size() == MOST_RUN && !probed.containsKey(run)) {
            bad(where + ": not run here, for " + MOST_RUN
                    + " other lines were run before it, and each asks people; take"
                    + " those out that nobody you know wrote");
            return;
        }
        Probe.Result result =
                probed.computeIfAbsent(run, line -> Probe.run(agent, gate.event(), gate.line(), files.project()));
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

    /** What is known to be run for each call is what connect writes, and no more. */
    private static Optional<String> condition(SettingsText.Node handler) {
        if (!handler.member("type").map(SettingsText.Node::word).equals(Optional.of("command"))) {
            return Optional.of("its 'type' is not 'command', and the agent does not run it");
        }
        return handler.members().stream()
                .map(SettingsText.Member::name)
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .map(name -> "it has '" + Probe.words(name) + "', by which the agent may not run it on each call");
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
        if (agent == Agent.GEMINI && own * unit > MOST_MILLIS) {
            danger(where + ": its 'timeout' is more than the " + MOST_MILLIS
                    + " ms that the agent can wait, so it ends the hook at once: every call goes through");
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

    private void bad(String what) {
        isWell = false;
        telling.accept("bad     " + what);
    }

    private void danger(String what) {
        isWell = false;
        telling.accept("DANGER  " + what);
    }
}
