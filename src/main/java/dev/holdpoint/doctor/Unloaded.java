package dev.holdpoint.doctor;

import dev.holdpoint.connect.Before;
import dev.holdpoint.connect.Gate;
import dev.holdpoint.hook.Agent;
import dev.holdpoint.loading.Loading;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.PlainFile;
import dev.holdpoint.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of settings that their agent does not load: whatever hook is in one is of no effect. */
record Unloaded(Agent agent, AgentFiles files) {

    /** Tells of those that can be read here. */
    void examine(Switches switches) {
        for (Path file : Gate.places(files, agent).toList()) {
            SettingsFile.of(file).filter(found -> found.root() != null).ifPresent(found -> {
                Loading loading = loading(file);
                loading.trouble().map(trouble -> words(file, trouble)).ifPresent(words -> {
                    if (loading.isPassedOver()) {
                        switches.off(gate -> gate.file().equals(file), words + ": every call goes through");
                    } else {
                        switches.bad(words);
                    }
                });
            });
        }
    }

    /** What is to be told of one that cannot be read here: a danger where it may have had our hook, and the agent goes on without. */
    Switches.Finding unread(SettingsFile file) {
        Loading loading = loading(file.file());
        Optional<String> trouble = loading.trouble();
        if (trouble.isEmpty()) {
            return new Switches.Finding(
                    Switches.Kind.BAD,
                    agent.word() + ": " + file.file()
                            + " cannot be read here, so whether its hooks are run is not known: " + file.trouble());
        }
        String words = words(file.file(), trouble.get());
        return loading.isPassedOver() && hadOurs(loading.text(), file.file())
                ? new Switches.Finding(Switches.Kind.DANGER, words + ": every call goes through")
                : new Switches.Finding(Switches.Kind.BAD, words);
    }

    private String words(Path file, String trouble) {
        return agent.word() + ": " + file + ", " + trouble;
    }

    private boolean hadOurs(String text, Path file) {
        try {
            return text.contains("hook " + agent.word())
                    || Before.of(files.kept(), file).isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** What nobody can read here is empty: that is told where it is read for its hooks. */
    private Loading loading(Path file) {
        boolean isAdministered = files.administered(agent).contains(file);
        try {
            return new Loading(agent, isAdministered, PlainFile.text(file));
        } catch (IOException unreadable) {
            return new Loading(agent, isAdministered, "");
        }
    }
}
