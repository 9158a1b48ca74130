package dev.holdpoint.connect;

import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.loading.Loading;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.Difference;
import dev.holdpoint.settings.OwnFile;
import dev.holdpoint.settings.Ownership;
import dev.holdpoint.settings.PlainFile;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the hook into an agent's settings, or takes it out; what that changes is shown first. */
public final class Connecting {

    private final AgentFiles files;
    private final Agent agent;
    private final boolean isOfProject;
    private final List<String> own;
    private final Consumer<String> showing;
    private final Predicate<String> agreeing;
    private final Ownership ownership;

    /**
     * @param own how this very command is run
     * @param showing takes a line for whoever reads
     * @param agreeing whether to go on, after a question; true where nobody can be asked
     */
    public Connecting(
            AgentFiles files,
            Agent agent,
            boolean isOfProject,
            List<String> own,
            Consumer<String> showing,
            Predicate<String> agreeing) {
        this(files, agent, isOfProject, own, showing, agreeing, Ownership.ofThisProcess());
    }

    Connecting(
            AgentFiles files,
            Agent agent,
            boolean isOfProject,
            List<String> own,
            Consumer<String> showing,
            Predicate<String> agreeing,
            Ownership ownership) {
        this.ownership = ownership;
        this.files = files;
        this.agent = agent;
        this.isOfProject = isOfProject;
        this.own = List.copyOf(own);
        this.showing = showing;
        this.agreeing = agreeing;
    }

    /**
     * What is put there.
     *
     * @param command how holdpoint is run
     * @param options of each hook: where the service is, and by what it is called
     * @param timeout the hook's own, in seconds
     * @param tools for which tools it is held; null for what is usual
     */
    public record Wish(
            List<String> command,
            List<String> options,
            int timeout,
            @Nullable String tools) {}

    /** What it is to have hooks in two files. */
    public static String twice(Agent agent, Path one, Path other) {
        return agent.word() + " runs the hooks in " + one + " and those in " + other
                + ": one call is asked about twice, and people may answer its two cards differently"
                + (agent == Agent.CLAUDE_CODE ? "; where it asks by itself, the first answer counts" : "");
    }

    /** The file that it is about. */
    public Path file() {
        return isOfProject ? files.ofProject(agent) : files.own(agent);
    }

    /** How the agent is held by now. */
    public Standing standing() throws IOException {
        byte @Nullable [] now = read();
        return now == null ? Standing.NONE : Standing.in(text(now), agent, ours(Before.of(files.kept(), file())));
    }

    /** Of each other file whose hooks the agent would run for a call beside those that are wished for. */
    public List<String> twice(Wish wish) {
        List<Gate> wished = Hooking.of(agent, wish.tools()).stream()
                .map(hooking -> new Gate(file(), hooking.event(), hooking.matcher(), line(hooking, wish)))
                .toList();
        return Gate.places(files, agent)
                .filter(place -> !place.equals(file()))
                .filter(place -> Gate.ours(files, agent, own, place).stream()
                        .map(Gate.Found::gate)
                        .anyMatch(gate -> wished.stream().anyMatch(one -> one.isRunBeside(gate, agent))))
                .map(place -> twice(agent, place, file()))
                .toList();
    }

    /** All of it, by itself. */
    public String settings(Wish wish) {
        return with(new SettingsText("{}"), wish).text();
    }

    /** What is done once that is agreed to, before anything is written. */
    @FunctionalInterface
    public interface Preparing {
        void prepare() throws IOException;
    }

    /** Puts it there; whether the file has it now. */
    public boolean connect(Wish wish, Preparing preparing) throws IOException {
        ownership.check(file(), files.kept());
        byte @Nullable [] now = read();
        byte @Nullable [] before = null;
        if (now != null) {
            SettingsText settings = text(now);
            checkRoom(settings, wish);
            Loading.check(agent, file(), settings.text());
            before = without(now);
        }
        SettingsText clean = before == null || new String(before, StandardCharsets.UTF_8).isBlank()
                ? new SettingsText("{}" + System.lineSeparator())
                : text(before);
        byte[] after = with(clean, wish).text().getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(now, after)) {
            OwnFile.alone(files.kept(), preparing::prepare);
            showing.accept(file() + " has it already: nothing is changed");
            return true;
        }
        if (!isAgreed(now, after)) {
            return false;
        }
        var written = new Before(before, OwnFile.fingerprint(after), lines(wish));
        OwnFile.alone(files.kept(), () -> {
            checkUnchanged(now);
            preparing.prepare();
            checkUnchanged(now);
            written.keep(files.kept(), file());
            write(after);
        });
        return true;
    }

    /** What became of taking it out. */
    public enum Removal {
        REMOVED,

        /** Nothing of it was there. */
        NOTHING,

        /** That was not agreed to. */
        REFUSED
    }

    /** Takes it out. */
    public Removal remove() throws IOException {
        byte @Nullable [] now = read();
        if (now == null) {
            showing.accept(file() + " is not there: nothing is changed");
            forget(null);
            return Removal.NOTHING;
        }
        byte @Nullable [] after = without(now);
        if (Arrays.equals(now, after)) {
            showing.accept(file() + " has nothing of it: nothing is changed");
            forget(now);
            return Removal.NOTHING;
        }
        ownership.check(file(), files.kept());
        if (!isAgreed(now, after)) {
            return Removal.REFUSED;
        }
        OwnFile.alone(files.kept(), () -> {
            checkUnchanged(now);
            write(after);
            Before.forget(files.kept(), file());
        });
        return Removal.REMOVED;
    }

    /** What the file was before this, where nobody has written to it since, else what is left without it. */
    private byte @Nullable [] without(byte[] now) throws IOException {
        Optional<Before> kept = Before.of(files.kept(), file());
        if (kept.isPresent() && kept.get().isUntouched(now)) {
            return kept.get().content();
        }
        SettingsText settings = text(now);
        long count = settings.commands().stream().filter(ours(kept)).count();
        if (count > Gate.MOST) {
            throw new NotDoneException(file() + " has " + tooMany(count)
                    + ": nothing was changed, take them out with an editor, or take back the file");
        }
        return settings.withoutHooks(ours(kept)).text().getBytes(StandardCharsets.UTF_8);
    }

    /** More hooks than anybody needs. */
    public static String tooMany(long count) {
        return count + " hooks of holdpoint, and no more than " + Gate.MOST + " are looked at in one file";
    }

    /** What a file was once is of no use where it has nothing of this, and may have secrets in it. */
    private void forget(byte @Nullable [] now) throws IOException {
        if (Before.isKept(files.kept(), file())) {
            ownership.check(files.kept());
            OwnFile.alone(files.kept(), () -> {
                checkUnchanged(now);
                Before.forget(files.kept(), file());
            });
        }
    }

    private Predicate<String> ours(Optional<Before> kept) {
        var ours = new OurLines(own, kept.map(Before::lines).orElse(Set.of()));
        return line -> ours.has(agent, line);
    }

    private Set<String> lines(Wish wish) {
        return Hooking.of(agent, wish.tools()).stream()
                .map(hooking -> line(hooking, wish))
                .collect(Collectors.toSet());
    }

    private String line(Hooking hooking, Wish wish) {
        return HookLine.of(wish.command(), agent, hooking.event(), wish.timeout(), wish.options());
    }

    private SettingsText with(SettingsText text, Wish wish) {
        SettingsText next = text;
        for (Hooking hooking : Hooking.of(agent, wish.tools()).reversed()) { // the last is put first
            next = hooking.into(next, agent, line(hooking, wish), wish.timeout());
        }
        return next;
    }

    private boolean isAgreed(byte @Nullable [] now, byte @Nullable [] after) throws IOException {
        showing.accept(file() + (now == null ? " (new)" : after == null ? " (goes)" : "") + ":");
        Difference.of(string(now), string(after)).forEach(showing);
        return agreeing.test(after == null ? "Delete it?" : "Write it?");
    }

    private void checkUnchanged(byte @Nullable [] now) throws IOException {
        if (!Arrays.equals(now, read())) {
            throw new NotDoneException(
                    file() + " was changed by somebody else meanwhile; nothing was written, try again");
        }
    }

    private void write(byte @Nullable [] after) throws IOException {
        if (after == null) {
            Files.delete(OwnFile.target(file()));
        } else if (isOfProject) {
            OwnFile.writeShared(file(), after);
        } else {
            OwnFile.write(file(), after);
        }
    }

    private byte @Nullable [] read() throws IOException {
        if (Files.isDirectory(file())) {
            throw new NotDoneException(file() + " is a folder, where a file is needed; nothing was changed");
        }
        return Files.exists(file()) ? PlainFile.bytes(file()) : null;
    }

    private void checkRoom(SettingsText settings, Wish wish) {
        for (Hooking hooking : Hooking.of(agent, wish.tools())) {
            hooking.obstacle(settings).ifPresent(where -> {
                throw SettingsFile.unfit(file(), where);
            });
        }
    }

    private SettingsText text(byte[] bytes) {
        return SettingsFile.text(file(), bytes);
    }

    private static String string(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
