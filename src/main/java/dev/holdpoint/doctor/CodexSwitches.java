package dev.holdpoint.doctor;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.FileTrouble;
import dev.holdpoint.settings.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Codex's, in TOML, of which no more is read than the lines that turn hooks off. */
final class CodexSwitches {

    /** These take no longer for a line that is long: a project's file is what others have written. */
    private static final Pattern TABLE = Pattern.compile("\\s*+\\[++([^\\]]*+)\\]++\\s*+(#.*)?");

    private static final Pattern HOOKS = Pattern.compile("\\s*\"?(codex_)?hooks\"?\\s*=\\s*false\\b.*");
    private static final Pattern DOTTED =
            Pattern.compile("\\s*\"?features\"?\\s*\\.\\s*" + HOOKS.pattern().substring(3));
    private static final Pattern INLINE = Pattern.compile("\\s*+\"?features\"?\\s*+=\\s*+\\{");
    private static final Pattern IN_LINE = Pattern.compile("(?<=[{,\\s])\"?(codex_)?hooks\"?\\s*+=\\s*+false\\b");
    private static final Pattern ONLY_MANAGED = Pattern.compile("\\s*\"?allow_managed_hooks_only\"?\\s*=\\s*true\\b.*");

    private CodexSwitches() {}

    static Switches of(AgentFiles files) {
        var switches = new Switches();
        List<Path> managed = files.administered(Agent.CODEX);
        for (Path place : files.codexConfigurations()) {
            try {
                List<String> lines = Files.notExists(place)
                        ? List.of()
                        : PlainFile.text(place).lines().toList();
                if (turnsHooksOff(lines)) {
                    switches.off(
                            gate -> true,
                            "codex: " + place + " turns hooks off: no hook is run, every call goes through");
                }
                boolean isDemand = place.equals(files.codexRequirements());
                if (isDemand
                        && lines.stream()
                                .anyMatch(line -> ONLY_MANAGED.matcher(line).matches())) {
                    switches.off(
                            gate -> !managed.contains(gate.file()),
                            "codex: " + place
                                    + " says allow_managed_hooks_only: no hook but an administrator's is run");
                }
            } catch (IOException unreadable) {
                switches.unread(Agent.CODEX, place, FileTrouble.words(unreadable));
            }
        }
        switches.note(
                "codex runs a hook only after somebody trusted it, and a project's only where somebody trusted the"
                        + " project: look at /hooks in codex; one that is not trusted there IS NOT IN THE WAY");
        switches.note("codex: what an organization demands from elsewhere (by its server, by MDM) is not seen here:"
                + " /debug-config in codex shows it");
        return switches;
    }

    private static boolean turnsHooksOff(List<String> lines) {
        String table = "";
        for (String line : lines) {
            Matcher begun = TABLE.matcher(line);
            if (begun.matches()) {
                table = begun.group(1).strip().replace("\"", "");
            }
            boolean isFeatures = table.equals("features") || table.endsWith(".features");
            if (DOTTED.matcher(line).matches()
                    || isInline(line)
                    || (isFeatures && HOOKS.matcher(line).matches())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInline(String line) {
        Matcher begun = INLINE.matcher(line);
        return begun.lookingAt() && IN_LINE.matcher(line).find(begun.end());
    }
}
