package dev.holdpoint.hook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who runs a process: the one that it was started by, and where that is a shell with one line to run, whoever runs the shell. An
 * agent that is killed leaves the shell of its hook and the hook behind, and neither hears of it. A shell with a script may be the
 * agent, whose own parent does not matter.
 *
 * @param line each with the one before it, the first of which is the process itself
 */
record RunBy(List<ProcessHandle> line) {

    private static final Set<String> SHELLS =
            Set.of("sh", "ash", "bash", "dash", "fish", "ksh", "mksh", "zsh", "busybox");

    RunBy {
        line = List.copyOf(line);
    }

    static RunBy of(ProcessHandle process) {
        var line = new ArrayList<>(List.of(process));
        Optional<ProcessHandle> next = process.parent();
        while (next.isPresent()) {
            line.add(next.get());
            next = runsOneLine(next.get()) ? next.get().parent() : Optional.empty();
        }
        return new RunBy(line);
    }

    /** Whether any of them has ended. One that nobody waits for still seems to be alive; what it ran has another parent by then. */
    boolean isGone() {
        for (int i = 1; i < line.size(); i++) {
            ProcessHandle before = line.get(i);
            if (!before.isAlive() || !line.get(i - 1).parent().equals(Optional.of(before))) {
                return true;
            }
        }
        return false;
    }

    private static boolean runsOneLine(ProcessHandle process) {
        boolean isShell = process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(SHELLS::contains)
                .isPresent();
        return isShell
                && process.info().arguments().map(List::of).orElse(List.of()).stream()
                        .limit(2)
                        .anyMatch(argument -> argument.matches("-[a-z]*c"));
    }
}
