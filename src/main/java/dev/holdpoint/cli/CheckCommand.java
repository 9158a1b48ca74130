package dev.holdpoint.cli;

import dev.holdpoint.json.JsonOutput;
import dev.holdpoint.store.sqlite.Inventory;
import dev.holdpoint.store.sqlite.Soundness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ParseResult;

/** {@code holdpoint check}: whether a service can start with a file, and has all of it; a line for each thing that is wrong. */
final class CheckCommand {

    static final String NAME = "check";

    private static final long REST = Duration.ofSeconds(2).toNanos();

    private final Surroundings around;
    private final ParseResult given;
    private long toldAt = System.nanoTime();

    private CheckCommand(Surroundings around, ParseResult given) {
        this.around = around;
        this.given = given;
    }

    /** What the process is to end with: 0 where the file is sound, 1 where it is not, 3 where it cannot be read. */
    static int run(ParseResult given, Surroundings around) {
        if (given.hasMatchedOption(ClientGrammar.URL)) {
            throw CommandException.usage(
                    ClientGrammar.URL + ": a file is checked on the machine where it is, by no service");
        }
        return new CheckCommand(around, given).run();
    }

    private int run() {
        Path file = Arguments.path(given);
        try {
            Soundness soundness = Soundness.of(file, around.dataFolder(), this::tell);
            if (given.hasMatchedOption("--json") || !around.isTerminal()) {
                around.out().println(json(file, soundness));
            } else {
                print(file, soundness);
            }
            if (!soundness.isSound()) {
                around.err().println("holdpoint: " + file + " is not sound: start no service with it");
                return CommandException.FAILED;
            }
            return 0;
        } catch (IOException unreadable) {
            around.err().println("holdpoint: " + file + " cannot be read: " + words(unreadable));
            return ClientCommands.REFUSED;
        }
    }

    private void tell(String what) {
        if (System.nanoTime() - toldAt > REST) {
            toldAt = System.nanoTime();
            around.err().println("looking at " + what);
        }
    }

    private void print(Path file, Soundness soundness) {
        soundness.findings().forEach(around.out()::println);
        Inventory inventory = soundness.inventory();
        if (inventory != null) {
            around.out()
                    .println(file + ": " + (soundness.isSound() ? "sound; " : "")
                            + InventoryWords.of(InventoryJson.of(file.toString(), inventory))
                            + (soundness.isOlder()
                                    ? ", which a service of this version brings up to date (to " + Soundness.newest()
                                            + ") when it starts"
                                    : ""));
        }
    }

    private static String json(Path file, Soundness soundness) {
        byte[] text = JsonOutput.encode(json -> {
            json.writeStartObject();
            json.writeStringField("file", file.toString());
            json.writeBooleanField("sound", soundness.isSound());
            Inventory inventory = soundness.inventory();
            if (inventory != null) {
                InventoryJson.write(json, inventory);
            }
            json.writeNumberField("schemaOfThisVersion", Soundness.newest());
            json.writeArrayFieldStart("findings");
            for (String finding : soundness.findings()) {
                json.writeString(finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String words(IOException unreadable) {
        return unreadable instanceof FileSystemException ofFile && ofFile.getReason() != null
                ? ofFile.getReason()
                : String.valueOf(unreadable.getMessage());
    }
}
