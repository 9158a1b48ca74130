package dev.holdpoint.doctor;

import dev.holdpoint.connect.Gate;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Gemini CLI's: settings of an administrator, of a user and of a project are merged, and each may turn hooks off. */
final class GeminiSwitches {

    private GeminiSwitches() {}

    static Switches of(AgentFiles files, Predicate<String> isOurs) {
        var switches = new Switches();
        List<Path> administered = files.administered(Agent.GEMINI);
        var all = new ArrayList<>(administered);
        all.addAll(files.all(Agent.GEMINI));
        for (Path place : all.stream().distinct().toList()) {
            SettingsFile.of(place).ifPresent(file -> {
                if (file.root() == null && administered.contains(place)) {
                    switches.unread(Agent.GEMINI, place, file.trouble());
                }
                examine(file, isOurs, switches);
            });
        }
        for (Path place : files.geminiExtensions()) {
            SettingsFile.of(place).ifPresent(file -> examineExtension(file, isOurs, switches));
        }
        new GeminiTrust(files).examine(switches);
        return switches;
    }

    private static void examine(SettingsFile file, Predicate<String> isOurs, Switches switches) {
        if (file.at("hooksConfig", "enabled").filter(on -> !on.isTrue()).isPresent()) {
            switches.off(
                    gate -> true,
                    "gemini: " + file.file()
                            + " has hooksConfig.enabled false: no hook is run, every call goes through");
        }
        List<String> disabled =
                file.at("hooksConfig", "disabled").map(SettingsText.Node::elements).orElse(List.of()).stream()
                        .map(SettingsText.Node::word)
                        .filter(isOurs)
                        .toList();
        if (!disabled.isEmpty()) {
            switches.off(
                    gate -> disabled.contains(gate.line()),
                    "gemini: " + file.file()
                            + " has the hook in hooksConfig.disabled: it is not run, every call goes through");
        }
    }

    /** A hook beside ours may change what was shown and allowed. */
    private static void examineExtension(SettingsFile file, Predicate<String> isOurs, Switches switches) {
        if (file.root() == null) {
            switches.note("gemini: hooks of an extension cannot be read: " + file.file() + ": " + file.trouble());
        } else if (!Gate.in(file.file(), file.root(), line -> !isOurs.test(line))
                .isEmpty()) {
            switches.note("gemini: an extension has a hook on BeforeTool as well: " + file.file()
                    + "; where the extension is enabled and the hook changes a call, what it says may be run, and not"
                    + " what was shown and allowed");
        }
    }
}
