package dev.holdpoint.doctor;

import dev.holdpoint.hook.Agent;
import dev.holdpoint.settings.AgentFiles;
import dev.holdpoint.settings.SettingsFile;
import dev.holdpoint.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether Gemini CLI trusts the folder that it works in: it runs hooks, be they the user's own, in no other. */
record GeminiTrust(AgentFiles files) {

    private static final String BY_PARENT = "TRUST_PARENT";

    void examine(Switches switches) {
        String variable = "GEMINI_CLI_TRUST_WORKSPACE";
        if ("true".equals(files.variable().apply("GEMINI_RESTRICTED_MODE"))
                || "false".equals(files.variable().apply(variable))) {
            deny(switches, "GEMINI_RESTRICTED_MODE or " + variable + " says so");
        } else if ("true".equals(files.variable().apply(variable))) {
            switches.note("gemini trusts every folder where " + variable
                    + " is true, as it is here, and runs hooks there; it has to be set for gemini too");
        } else if (isForAll()) {
            switches.note("gemini trusts every folder (security.folderTrust.enabled is false), and runs hooks there");
        } else {
            examineFolders(switches);
        }
    }

    private void examineFolders(Switches switches) {
        Path place = files.geminiTrust();
        Optional<SettingsFile> folders = SettingsFile.of(place);
        if (folders.isPresent() && folders.get().root() == null) {
            switches.unread(Agent.GEMINI, place, folders.get().trouble());
            return;
        }
        String said = folders.map(this::said).orElse("");
        switch (said) {
            case "DO_NOT_TRUST" -> deny(switches, place + " says so");
            case "TRUST_FOLDER", BY_PARENT ->
                switches.note("gemini trusts " + files.project() + " (" + place
                        + "), and runs hooks there; in a folder that is not trusted NONE IS IN THE WAY");
            default ->
                switches.note(
                        "gemini runs hooks only in folders that somebody trusted, and nobody has trusted "
                                + files.project() + " by now (" + place
                                + "): start gemini there, or look at /permissions in it;"
                                + " in a folder that is not trusted NONE IS IN THE WAY, and the project's settings are not read");
        }
    }

    private void deny(Switches switches, String why) {
        switches.off(
                gate -> true,
                "gemini: " + files.project() + " is not trusted (" + why
                        + "): no hook is run there, the user's own neither, and the project's settings are not read;"
                        + " trust it by /permissions in gemini");
    }

    /** What is nearest the end of the merging counts; a project has no say in whether it is trusted. */
    private boolean isForAll() {
        return Stream.of(files.geminiSystem(), List.of(files.own(Agent.GEMINI)), files.geminiDefaults())
                .flatMap(List::stream)
                .flatMap(place -> SettingsFile.of(place).stream())
                .flatMap(file -> file.at("security", "folderTrust", "enabled").stream())
                .findFirst()
                .filter(enabled -> !enabled.isTrue())
                .isPresent();
    }

    /** The longest name of a folder above counts. */
    private String said(SettingsFile folders) {
        Path here = real(files.project());
        String longest = "";
        String said = "";
        for (SettingsText.Member rule :
                folders.at().map(SettingsText.Node::members).orElse(List.of())) {
            String trust = rule.value().word();
            Path named = Path.of(rule.name());
            Path parent = named.getParent();
            Path from = trust.equals(BY_PARENT) && parent != null ? parent : named;
            if (here.startsWith(real(from)) && rule.name().length() > longest.length()) {
                longest = rule.name();
                said = trust;
            }
        }
        return said;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path.toAbsolutePath().normalize();
        }
    }
}
